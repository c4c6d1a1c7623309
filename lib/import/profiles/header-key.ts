import { createHash } from "node:crypto";
import { columnKeys, normalizeHeader } from "../mapping";

/** A header of such a "name" is a row of data: a profile of it would keep a person and no list. */
const LONG_NUMBER = /\d{8,}/;

/** The same for headers that differ only in case, accents and punctuation. */
export function headerKey(header: readonly string[]): string {
  const names = columnKeys(header).map(normalizeHeader);
  return createHash("sha256").update(names.join("\n")).digest("hex");
}

/** Whether these are names of columns, and no row of data that was taken for them. */
export function isHeader(header: readonly string[]): boolean {
  return !header.some((name) => LONG_NUMBER.test(name));
}

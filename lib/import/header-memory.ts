import "server-only";
import { createHash } from "node:crypto";
import type { Db } from "@/lib/db/client";
import { columnKeys, normalizeHeader } from "./mapping";
import { ColumnChoices, type ImportFileRole } from "./schema";

/** What somebody said of a header in an earlier import. */
export interface RememberedHeader {
  readonly role: ImportFileRole;
  readonly choices: ColumnChoices;
  readonly setAt: Date;
  /** Null where nobody of the office did. */
  readonly setBy: string | null;
}

/** A header of such a "name" is a row of data: that would remember a person and no list. */
const LONG_NUMBER = /\d{8,}/;

/** What was said of this header before, the newest first; one answer for each role of a file. */
export async function findRememberedHeaders(
  db: Db,
  header: readonly string[],
): Promise<RememberedHeader[]> {
  const found = await db.headerMapping.findMany({
    where: { headerKey: headerKey(header) },
    orderBy: { setAt: "desc" },
  });
  if (found.length === 0) return [];
  const people = await db.appUser.findMany({
    where: { id: { in: found.flatMap(({ setBy }) => setBy ?? []) } },
    select: { id: true, name: true },
  });
  return found.map(({ role, mapping, setAt, setBy }) => ({
    role,
    choices: ColumnChoices.parse(mapping),
    setAt,
    setBy: people.find(({ id }) => id === setBy)?.name ?? null,
  }));
}

/** Remembers what a person said of a header, in place of what was said before. */
export async function rememberHeader(
  tx: Db,
  header: readonly string[],
  { role, choices, setBy }: Pick<RememberedHeader, "role" | "choices"> & { readonly setBy: string },
  now: Date,
): Promise<void> {
  if (header.some((name) => LONG_NUMBER.test(name))) return;
  const key = { role, headerKey: headerKey(header) };
  const said = { mapping: choices, setAt: now, setBy };
  await tx.headerMapping.upsert({
    where: { role_headerKey: key },
    create: { ...key, ...said },
    update: said,
  });
}

/** The same for headers that differ only in case, accents and punctuation. */
function headerKey(header: readonly string[]): string {
  const names = columnKeys(header).map(normalizeHeader);
  return createHash("sha256").update(names.join("\n")).digest("hex");
}

import { COLUMN_NAMES } from "../column-names";
import { normalizeHeader } from "../mapping";

/** Letterheads and titles above a list are shorter than this. */
export const HEADER_LINE_MAX = 30;

/** Fewer than this may be a title with a name and a value beside it: "Kecamatan: Klojen". */
const KNOWN_NAMES_MIN = 2;

const KNOWN_NAMES: ReadonlySet<string> = new Set(
  Object.values(COLUMN_NAMES)
    .flatMap((names) => Object.entries(names))
    .flatMap(([column, aliases]) => [column, ...aliases].map(normalizeHeader)),
);

/**
 * The row that looks most like a header: the one with the most names of columns that some list has.
 * Where hardly any name is known, it is the first with more than one filled cell, because titles are
 * one cell wide. Undefined where no row has two cells.
 */
export function findHeader<Row extends { readonly fields: readonly string[] }>(
  rows: readonly Row[],
): Row | undefined {
  const scores = rows.map(({ fields }) => headerScore(fields));
  const best = Math.max(...scores);
  if (best >= KNOWN_NAMES_MIN) return rows[scores.indexOf(best)];
  return rows.find(({ fields }) => fields.filter((name) => name.trim() !== "").length > 1);
}

/** How many names of a row are known as columns. */
export function headerScore(fields: readonly string[]): number {
  return fields.filter((name) => KNOWN_NAMES.has(normalizeHeader(name))).length;
}

/** A NIK or No KK, also one that a spreadsheet made a number of. */
const PERSONAL_NUMBER = /^'?(?:\d{16}(?:\.0+)?|\d[.,]\d+E\+?1[56])$/i;

/**
 * Whether what stands in the place of a header is the first row of a list that has none. Taken for
 * names, it would be lost, and a person's number would be kept as the name of a column.
 */
export function isData(fields: readonly string[]): boolean {
  return (
    headerScore(fields) < KNOWN_NAMES_MIN &&
    fields.some((name) => PERSONAL_NUMBER.test(name.replace(/\s/g, "")))
  );
}

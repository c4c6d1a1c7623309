import { CSV_BOM, csvRow } from "@/lib/export/csv-row";
import { findFirstPlace, firstPlaceSentence, type NumberedFile } from "./first-place";
import { findProblem } from "./problems";
import { splitRow } from "./repair/row-line";
import type { ImportFileRole } from "./schema";

/** A rejected row as it was stored. */
export interface RejectedRow {
  readonly lineNo: number;
  readonly code: string;
  readonly rawLine: string | null;
  /** Of a number that a row before has: where that row stands, numbered through the files of its role. */
  readonly firstLineNo?: number | null;
}

/** The file that the rows come from. */
export interface RejectedFile {
  readonly header: readonly string[];
  readonly delimiter: string | null;
  readonly role: ImportFileRole;
  /** The files of its import, to name the one where a number stands first. */
  readonly siblings: readonly NumberedFile[];
}

/** Behind the columns of the file: why, where, and the line itself where it fits no columns. */
export const REJECTED_COLUMNS = ["alasan", "baris", "isi_asli"] as const;

/**
 * Rejected rows to repair and import again: the file's own columns, then why and where. A line that
 * does not fit the columns is given whole in the last one: put into the columns as far as it goes,
 * it would look right and be wrong.
 */
export function rejectedRows(
  file: RejectedFile,
  rows: AsyncIterable<RejectedRow>,
): { readonly columns: readonly string[]; readonly rows: AsyncGenerator<readonly string[]> } {
  return { columns: [...file.header, ...REJECTED_COLUMNS], rows: cellsOfRows(file, rows) };
}

/** The same as a CSV that a spreadsheet leaves alone. */
export async function* rejectedRowsCsv(
  file: RejectedFile,
  rejected: AsyncIterable<RejectedRow>,
): AsyncGenerator<string> {
  const { columns, rows } = rejectedRows(file, rejected);
  yield CSV_BOM + csvRow(columns);
  for await (const cells of rows) yield csvRow(cells);
}

async function* cellsOfRows(
  file: RejectedFile,
  rows: AsyncIterable<RejectedRow>,
): AsyncGenerator<readonly string[]> {
  for await (const row of rows) yield cellsOf(file, row);
}

function cellsOf(file: RejectedFile, row: RejectedRow): string[] {
  const fields = rejectedFields(file, row.rawLine);
  const where = [reasonOf(file, row), String(row.lineNo)];
  if (fields) return [...fields, ...where, ""];
  return [...file.header.map(() => ""), ...where, row.rawLine ?? ""];
}

/** The fields of a rejected line; null where it does not fit the columns. */
export function rejectedFields(
  { header, delimiter }: Pick<RejectedFile, "header" | "delimiter">,
  rawLine: string | null,
): string[] | null {
  return delimiter === null ? null : splitRow(rawLine ?? "", delimiter, header.length);
}

function reasonOf({ role, siblings }: RejectedFile, { code, firstLineNo }: RejectedRow): string {
  const problem = findProblem(code);
  if (!problem) return code;
  const first = findFirstPlace(siblings, role, firstLineNo ?? null);
  return [problem.text, first && firstPlaceSentence(first), problem.remedy]
    .filter(Boolean)
    .join(" ");
}

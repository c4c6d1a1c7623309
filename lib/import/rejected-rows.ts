import { CSV_BOM, csvRow } from "@/lib/export/csv-row";
import { findProblem } from "./problems";
import { splitRow } from "./repair/row-line";

/** A rejected row as it was stored. */
export interface RejectedRow {
  readonly lineNo: number;
  readonly code: string;
  readonly rawLine: string | null;
}

/** The file that the rows come from. */
export interface RejectedFile {
  readonly header: readonly string[];
  readonly delimiter: string | null;
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
  const where = [reasonOf(row.code), String(row.lineNo)];
  if (fields) return [...fields, ...where, ""];
  return [...file.header.map(() => ""), ...where, row.rawLine ?? ""];
}

/** The fields of a rejected line; null where it does not fit the columns. */
export function rejectedFields(
  { header, delimiter }: RejectedFile,
  rawLine: string | null,
): string[] | null {
  return delimiter === null ? null : splitRow(rawLine ?? "", delimiter, header.length);
}

function reasonOf(code: string): string {
  const problem = findProblem(code);
  return problem ? `${problem.text} ${problem.remedy}` : code;
}

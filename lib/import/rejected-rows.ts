import { CSV_BOM, csvRow } from "@/lib/export/csv-row";
import { type FieldOffsets, scanFields, scanFieldsLoosely } from "./csv/scan-fields";
import { findProblem } from "./problems";

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

/**
 * Rejected rows as a CSV to repair and import again: the file's own columns, then why and where.
 * A line that does not fit the columns is given whole in the last one: put into the columns as far
 * as it goes, it would look right and be wrong.
 */
export async function* rejectedRowsCsv(
  file: RejectedFile,
  rows: AsyncIterable<RejectedRow>,
): AsyncGenerator<string> {
  yield CSV_BOM + csvRow([...file.header, "alasan", "baris", "isi_asli"]);
  for await (const row of rows) yield csvRow(cellsOf(file, row));
}

function cellsOf({ header, delimiter }: RejectedFile, row: RejectedRow): string[] {
  const rawLine = row.rawLine ?? "";
  const fields = delimiter === null ? null : splitRow(rawLine, delimiter, header.length);
  const where = [reasonOf(row.code), String(row.lineNo)];
  return fields ? [...fields, ...where, ""] : [...header.map(() => ""), ...where, rawLine];
}

/** The fields of a line as the reader finds them; null where there are more or fewer than columns. */
function splitRow(line: string, delimiter: string, columnCount: number): string[] | null {
  const bytes = Buffer.from(line);
  const offsets: FieldOffsets = {
    starts: new Int32Array(columnCount),
    ends: new Int32Array(columnCount),
  };
  const found = [scanFields, scanFieldsLoosely].some(
    (scan) =>
      scan(bytes, 0, bytes.length, delimiter.charCodeAt(0), columnCount, offsets, 0) ===
      columnCount,
  );
  if (!found) return null;
  return Array.from({ length: columnCount }, (_, column) => fieldText(bytes, offsets, column));
}

function fieldText(bytes: Buffer, { starts, ends }: FieldOffsets, column: number): string {
  const end = ends[column] ?? 0;
  return end < 0
    ? bytes.toString("utf8", starts[column], ~end).replaceAll('""', '"')
    : bytes.toString("utf8", starts[column], end);
}

function reasonOf(code: string): string {
  const problem = findProblem(code);
  return problem ? `${problem.text} ${problem.remedy}` : code;
}

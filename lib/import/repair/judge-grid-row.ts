import type { ProblemCode } from "../problems";
import type { GridRow, RejectedPage } from "./list-rejected-rows";
import { countFields, splitRow } from "./row-line";
import { cellProblem, rejectionOf } from "./row-rules";

/** What the import would say of a row as it stands in the grid. */
export interface Verdict {
  readonly changed: boolean;
  /** Why the row would still be rejected; null where it would be taken. */
  readonly rejection: string | null;
  /** How many fields a line has that is mended as a line; null for a quote that never closes. */
  readonly fieldCount: number | null;
  /** What is odd about its cells, in the order of the grid's columns. */
  readonly cells: readonly (ProblemCode | null)[];
}

/** More columns than any file may have. */
const FIELDS_COUNTED_MAX = 400;

/** What only the files as a whole tell of a number. */
const REPEATED: ReadonlySet<string> = new Set([
  "family_kk_repeated",
  "family_kk_in_other_file",
] satisfies ProblemCode[]);

/** Judges a row by what is written in its fields: one a column of the grid, or the line itself. */
export function judgeGridRow(
  {
    role,
    delimiter,
    header,
    columns,
  }: Pick<RejectedPage, "role" | "delimiter" | "header" | "columns">,
  row: GridRow,
  written: readonly string[],
): Verdict {
  const before = row.cells ?? [row.line ?? ""];
  const changed = written.some((text, index) => text !== before[index]);
  const fields = row.cells ? null : splitRow(written[0] ?? "", delimiter, header.length);
  const cells = row.cells
    ? written
    : fields && columns.map(({ position }) => fields[position] ?? "");
  const fieldCount = row.cells
    ? row.cells.length
    : countFields(written[0] ?? "", delimiter, FIELDS_COUNTED_MAX);
  if (!cells) return { changed, rejection: row.code, fieldCount, cells: [] };
  const cell = (column: string) =>
    cells[columns.findIndex((candidate) => candidate.column === column)] ?? "";
  const number = cell("nomor_kartu_keluarga");
  const numberBefore =
    row.cells?.[columns.findIndex(({ column }) => column === "nomor_kartu_keluarga")];
  // Only the whole file tells whether a number stands in it twice; one that was left does.
  const repeated = REPEATED.has(row.code) && number === numberBefore ? row.code : null;
  return {
    changed,
    rejection: rejectionOf(role, cell) ?? repeated,
    fieldCount,
    cells: columns.map(({ column }) => cellProblem(role, column, cell(column))),
  };
}

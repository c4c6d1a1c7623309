import { missingGroups } from "./column-names";
import type { ImportFileRole } from "./schema";

/** What keeps chosen columns from being read, and at which column of the file it is told. */
export type ColumnProblem =
  | {
      readonly code: "column_missing";
      readonly position: number;
      readonly group: readonly string[];
    }
  | { readonly code: "column_twice"; readonly position: number; readonly column: string };

/**
 * Judges what a person said the columns of a file are.
 *
 * @param columns for each column of the file in its order, the known column that it is, or null
 */
export function judgeColumns(
  role: ImportFileRole,
  columns: readonly (string | null)[],
): ColumnProblem[] {
  const known = new Set<string>();
  const problems: ColumnProblem[] = [];
  for (const [position, column] of columns.entries()) {
    if (column === null) continue;
    if (known.has(column)) problems.push({ code: "column_twice", position, column });
    known.add(column);
  }
  const unread = Math.max(0, columns.indexOf(null));
  for (const group of missingGroups(role, known))
    problems.push({ code: "column_missing", position: unread, group });
  return problems;
}

import "server-only";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { chosenColumns } from "../chosen-columns";
import { COLUMN_NAMES } from "../column-names";
import { mapHeader } from "../mapping";
import type { ImportState } from "../schema";
import type { StepProblem } from "../take-step";
import { findRepairable, type RepairableRow } from "./find-repairable";
import { splitRow } from "./row-line";
import { rejectionOf } from "./row-rules";
import { checkRepaired, keepRepairs, type RepairedRow } from "./save-repairs";
import type { RepairRows } from "./schema";

export type RepairProblem =
  | StepProblem
  | { readonly code: "row_unknown"; readonly lineNo: number }
  | { readonly code: "row_not_whole"; readonly lineNo: number }
  | { readonly code: "row_still_wrong"; readonly lineNo: number; readonly reason: string };

/**
 * Takes what was written into the grid in place of the rejected rows, and has the import checked
 * with them. Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function repairRows(
  tx: Db,
  actor: Actor,
  { runId, version, fileId, at, cell }: RepairRows,
): Promise<Result<{ runId: string; state: ImportState }, RepairProblem>> {
  const file = await tx.importFile.findUnique({ where: { id: fileId } });
  if (file?.runId !== runId) return fail({ code: "not_found" });
  const written = Map.groupBy(
    at.map((place, index) => ({ ...place, text: cell[index] ?? "" })),
    ({ lineNo }) => lineNo,
  );
  const step = await checkRepaired(tx, actor, { runId, version, fileId, rows: written.size });
  if (!step.ok) return step;

  const columnCount = file.header.length;
  const delimiter = file.delimiter ?? "";
  const { positions } = mapHeader(file.header, COLUMN_NAMES[file.role], chosenColumns(file));
  const standing = await findRepairable(tx, file, [...written.keys()]);
  const rows: RepairedRow[] = [];
  for (const [lineNo, cells] of written) {
    const row = standing.get(lineNo);
    if (!row) return fail({ code: "row_unknown", lineNo });
    const fields = fieldsOf(row, cells, (line) => splitRow(line, delimiter, columnCount));
    if (!fields) return fail({ code: "row_not_whole", lineNo });
    const reason = rejectionOf(file.role, (column) => fields[positions.get(column) ?? -1] ?? "");
    if (reason) return fail({ code: "row_still_wrong", lineNo, reason });
    rows.push({ lineNo, fields });
  }
  await keepRepairs(tx, actor, fileId, rows);
  return ok({ runId, ...step.value });
}

/** The row with what was written into it; null where it has not the columns of the file. */
function fieldsOf(
  row: RepairableRow,
  cells: readonly { readonly position: number | null; readonly text: string }[],
  split: (line: string) => string[] | null,
): readonly string[] | null {
  const line = cells.find(({ position }) => position === null);
  const fields = line ? split(line.text) : row.fields && [...row.fields];
  if (!fields) return null;
  for (const { position, text } of cells) {
    if (position === null) continue;
    if (position >= fields.length) return null;
    fields[position] = text;
  }
  return fields;
}

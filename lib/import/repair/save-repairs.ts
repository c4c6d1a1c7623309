import "server-only";
import { type Actor, actorColumns } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { formatNumber } from "@/lib/shared/format";
import type { Result } from "@/lib/shared/result";
import { checkAnew } from "../commands";
import type { ImportState } from "../schema";
import type { StepProblem } from "../take-step";

/** A row of a file as somebody put it right. */
export interface RepairedRow {
  readonly lineNo: number;
  readonly fields: readonly string[];
}

/** Keeps repaired rows in place of those that were repaired before. PostgreSQL cannot hold a NUL. */
export async function keepRepairs(
  tx: Db,
  actor: Actor,
  fileId: string,
  rows: readonly RepairedRow[],
): Promise<void> {
  await tx.importRepair.deleteMany({
    where: { fileId, lineNo: { in: rows.map(({ lineNo }) => lineNo) } },
  });
  await tx.importRepair.createMany({
    data: rows.map(({ lineNo, fields }) => ({
      fileId,
      lineNo,
      fields: fields.map((field) => field.replaceAll("\0", "")),
      repairedBy: actorColumns(actor).actorId,
    })),
  });
}

/** Has the import checked with its repaired rows: they, the step and the job exist together or not at all. */
export function checkRepaired(
  tx: Db,
  actor: Actor,
  step: {
    readonly runId: string;
    readonly version: number;
    readonly fileId: string;
    readonly rows: number;
  },
): Promise<Result<{ state: ImportState }, StepProblem>> {
  const { runId, version, fileId, rows } = step;
  return checkAnew(tx, actor, {
    runId,
    version,
    action: "repair",
    reason: `${formatNumber(rows)} baris diperbaiki`,
    detail: { fileId, rows },
  });
}

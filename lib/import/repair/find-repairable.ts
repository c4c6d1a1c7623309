import "server-only";
import type { Db } from "@/lib/db/client";
import { type RejectedFile, rejectedFields } from "../rejected-rows";

/** A row that may be repaired, as it stands now. */
export interface RepairableRow {
  /** Null where the line does not fit the columns. */
  readonly fields: readonly string[] | null;
  /** The line of a row that is rejected; null for one that was repaired and taken. */
  readonly rawLine: string | null;
}

/** Of these lines of a file the ones that were rejected, or repaired before. */
export async function findRepairable(
  db: Db,
  file: Pick<RejectedFile, "header" | "delimiter"> & { readonly id: string },
  lineNos: readonly number[],
): Promise<ReadonlyMap<number, RepairableRow>> {
  const meant = { fileId: file.id, lineNo: { in: [...lineNos] } };
  const [repaired, rejected] = await Promise.all([
    db.importRepair.findMany({ where: meant, select: { lineNo: true, fields: true } }),
    db.importProblem.findMany({
      where: { ...meant, severity: "rejected" },
      select: { lineNo: true, rawLine: true },
    }),
  ]);
  return new Map<number, RepairableRow>([
    ...repaired.map(({ lineNo, fields }) => [lineNo, { fields, rawLine: null }] as const),
    ...rejected.map(
      ({ lineNo, rawLine }) =>
        [lineNo, { fields: rejectedFields(file, rawLine), rawLine }] as const,
    ),
  ]);
}

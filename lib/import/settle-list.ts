import "server-only";
import type { Db } from "@/lib/db/client";
import { findCurrentReleaseId } from "@/lib/registry/link-lists";
import {
  type DamagedList,
  settleDamagedNiks,
  settleDamagedNomorKks,
} from "@/lib/registry/settle-damaged-numbers";
import { PROBLEMS, type ProblemCode } from "./problems";
import { WARNINGS_KEPT } from "./run-problems";
import type { ProblemCount } from "./schema";

/**
 * Completes the numbers of a loaded list that a spreadsheet has damaged, as far as the current
 * release tells them for certain, and tells which rows those are.
 */
export async function settleList(
  db: Db,
  kind: DamagedList,
  list: {
    readonly listId: number;
    readonly runId: string;
    /** What the file is, where that is not the list's own name. */
    readonly role?: ProblemCount["role"];
  },
): Promise<ProblemCount[]> {
  const releaseId = await findCurrentReleaseId(db);
  if (releaseId === undefined) return [];
  const niks = await settleDamagedNiks(db, releaseId, kind, list.listId);
  const counts = [await noteSettled(db, list.role ?? kind, list.runId, "nik", niks)];
  if (kind !== "dukcapil") {
    const kks = await settleDamagedNomorKks(db, releaseId, kind, list.listId);
    counts.push(await noteSettled(db, list.role ?? kind, list.runId, "nomor_kk", kks));
  }
  return counts.filter(({ count }) => count > 0);
}

async function noteSettled(
  db: Db,
  role: ProblemCount["role"],
  runId: string,
  column: "nik" | "nomor_kk",
  lineNos: readonly number[],
): Promise<ProblemCount> {
  const code: ProblemCode = column === "nik" ? "nik_settled" : "kk_settled";
  const { severity } = PROBLEMS[code];
  const kept = lineNos.slice(0, WARNINGS_KEPT);
  await db.$executeRaw`
    INSERT INTO import_problem (run_id, file_id, line_no, severity, code, "column")
    SELECT import_file.run_id, import_file.id, settled.line_no, 'warning', ${code}, ${column}
      FROM import_file
     CROSS JOIN unnest(${kept}::int[]) AS settled (line_no)
     WHERE import_file.run_id = ${runId}::uuid
  `;
  return { role, severity, code, column, count: lineNos.length };
}

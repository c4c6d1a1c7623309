import "server-only";
import type { WorkContext } from "@/lib/jobs/work-context";
import { dropReleaseDraft } from "./dtsen/release-draft";

/**
 * Throws away what a run loaded that is not in force: half a release, a list that was not applied.
 * The run itself, its files and its steps stay. Safe to repeat.
 */
export async function clearLoadedRows(ctx: WorkContext, runId: string): Promise<void> {
  await dropReleaseDraft(ctx, runId);
  await ctx.db.dtksList.deleteMany({ where: { runId, appliedAt: null } });
  await ctx.db.recipientList.deleteMany({ where: { runId, appliedAt: null } });
  await ctx.db.dukcapilList.deleteMany({ where: { runId, appliedAt: null } });
  await ctx.db.matchingList.deleteMany({ where: { runId, appliedAt: null } });
  await ctx.db.desilList.deleteMany({ where: { runId, appliedAt: null } });
}

/** Throws away what people repaired of a run that is given up: those are rows of its files too. */
export async function clearRepairs({ db }: WorkContext, runId: string): Promise<void> {
  await db.importRepair.deleteMany({ where: { file: { runId } } });
}

/** Throws away the problems found in a run's rows as well: they hold lines of the file. */
export async function clearProblems({ db }: WorkContext, runId: string): Promise<void> {
  await db.importProblem.deleteMany({ where: { runId } });
  await db.importFile.updateMany({
    where: { runId },
    data: { rowsRead: 0, rowsGood: 0, rowsRejected: 0 },
  });
}

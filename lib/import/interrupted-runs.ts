import "server-only";
import type { WorkContext } from "@/lib/jobs/work-context";
import { failRun } from "./check-run";
import { publishRun } from "./publish-run";
import { INTERRUPTED } from "./run-failure";
import type { ImportState } from "./schema";
import { withdrawRun } from "./withdraw-run";

/**
 * Puts in order what a killed command line left behind; what people asked for has a job, which a
 * worker takes up again. A publication or a withdrawal is finished, because it was decided; a check is ended,
 * because whoever ran it will run it again. The caller holds the import lock, so nobody can still
 * be at work on them.
 */
export async function finishInterruptedRuns(ctx: WorkContext): Promise<void> {
  for (const runId of await findAbandoned(ctx, ["received", "checking"]))
    await failRun(ctx, runId, { step: "check", ...INTERRUPTED });
  for (const runId of await findAbandoned(ctx, ["publishing"])) await publishRun(ctx, runId);
  for (const runId of await findAbandoned(ctx, ["withdrawing"])) await withdrawRun(ctx, runId);
}

/** Runs in these states whose last step that was not the system's came from the command line. */
async function findAbandoned({ db }: WorkContext, states: ImportState[]): Promise<string[]> {
  const runs = await db.importRun.findMany({
    where: { state: { in: states } },
    select: {
      id: true,
      events: {
        where: { actorKind: { not: "system" } },
        orderBy: { id: "desc" },
        take: 1,
        select: { actorKind: true },
      },
    },
  });
  return runs.filter(({ events }) => events[0]?.actorKind === "command_line").map(({ id }) => id);
}

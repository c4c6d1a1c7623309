import "server-only";
import { detectCases } from "@/lib/cases/detect";
import { Prisma } from "@/lib/db/generated/client";
import { isTemporary } from "@/lib/jobs/temporary-problem";
import type { WorkContext } from "@/lib/jobs/work-context";
import { linkLists } from "@/lib/registry/link-lists";
import { invariant } from "@/lib/shared/invariant";
import { ok, type Result } from "@/lib/shared/result";
import { failRun } from "./check-run";
import { publishRelease } from "./dtsen/publish-release";
import { followRun, type Progress } from "./progress";
import { failureOfError, type RunFailure } from "./run-failure";
import type { ImportKind } from "./schema";
import { takeStep } from "./take-step";

const SYSTEM = { kind: "system" } as const;

/**
 * Makes a run's data the data in force, ties the lists to the families of the current release and
 * detects errors anew; the caller holds the import lock. Every part can be repeated without effect,
 * so a publication that was cut off in the middle is finished by the next attempt.
 *
 * @throws what is worth trying again later; everything else becomes the run's failure
 */
export async function publishRun(ctx: WorkContext, runId: string): Promise<void> {
  const run = await ctx.db.importRun.findUnique({ where: { id: runId } });
  if (run?.state !== "publishing") return;
  try {
    const progress = followRun(ctx, runId);
    await progress.stage("publishing");
    const outcome = await putInForce(ctx, run);
    // Nothing is in force yet, and what was loaded has to be checked anew.
    if (!outcome.ok) return await failRun(ctx, runId, { step: "check", ...outcome.problem });
    await refreshFromLists(ctx, progress);
    await progress.settled();
    await finishPublish(ctx, runId);
  } catch (error) {
    if (isTemporary(error) || ctx.signal?.aborted) throw error;
    ctx.log.error({ err: error, runId }, "import publication failed");
    await failRun(ctx, runId, { step: "publish", ...failureOfError(error, "publish") });
  }
}

/** What follows from a new release or list: who receives what, and the cases. */
async function refreshFromLists(ctx: WorkContext, progress: Progress): Promise<void> {
  await progress.stage("linking");
  await linkLists(ctx.db);
  await progress.stage("detecting");
  await detectCases(ctx, { day: new Date() });
}

/** Makes what was loaded count, in one step: all of it or nothing. Safe to repeat. */
export async function putInForce(
  ctx: WorkContext,
  { id: runId, kind }: { readonly id: string; readonly kind: ImportKind },
): Promise<Result<void, RunFailure>> {
  const notApplied = { where: { runId, appliedAt: null }, data: { appliedAt: new Date() } };
  switch (kind) {
    case "dtsen":
      return publishRelease(ctx, { id: runId });
    case "dtks":
      await ctx.db.dtksList.updateMany(notApplied);
      return ok(undefined);
    case "recipients":
      await ctx.db.recipientList.updateMany(notApplied);
      return ok(undefined);
    case "dukcapil":
      await ctx.db.dukcapilList.updateMany(notApplied);
      return ok(undefined);
    case "deaths":
      await ctx.db.matchingList.updateMany(notApplied);
      return ok(undefined);
    case "desil":
      await ctx.db.desilList.updateMany(notApplied);
      return ok(undefined);
    case "bnba":
      await ctx.db.$transaction([
        ctx.db.desilList.updateMany(notApplied),
        ctx.db.recipientList.updateMany(notApplied),
      ]);
      return ok(undefined);
    case "matching":
      invariant(false, "a list that is only compared is never published");
  }
}

async function finishPublish({ db }: WorkContext, runId: string): Promise<void> {
  const step = await db.$transaction((tx) =>
    takeStep(tx, SYSTEM, {
      runId,
      action: "finish_publish",
      change: { publishedAt: new Date(), failure: Prisma.DbNull, stage: null },
    }),
  );
  invariant(step.ok, "a run under publication can be finished");
}

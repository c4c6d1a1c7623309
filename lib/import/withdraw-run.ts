import "server-only";
import { detectWithin, refreshStatistics } from "@/lib/cases/detect";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { isTemporary } from "@/lib/jobs/temporary-problem";
import type { WorkContext } from "@/lib/jobs/work-context";
import { forgetNumbersOf } from "@/lib/registry/forget-numbers";
import { linkListsWithin, refreshListStatistics } from "@/lib/registry/link-lists";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { followRun, type Progress } from "./progress";
import { failureOfError, NO_LONGER_IN_FORCE, type RunFailure } from "./run-failure";
import type { ImportFailure } from "./schema";
import { findEarlierRelease } from "./standing";
import { takeStep } from "./take-step";

const SYSTEM = { kind: "system" } as const;

/** Linking and detecting an office of a whole regency takes minutes on a slow disk. */
const TRANSACTION_LIMITS = { maxWait: 60_000, timeout: 2 * 60 * 60_000 };

/**
 * Takes a release out of force and puts the one before it back; the caller holds the import lock.
 * The status, the lists' ties, the cases and the run's state change in one transaction: of a
 * withdrawal that was cut off nothing is there, and the next attempt begins it again.
 *
 * @throws what is worth trying again later; everything else leaves the release in force and is told
 */
export async function withdrawRun(ctx: WorkContext, runId: string): Promise<void> {
  const run = await ctx.db.importRun.findUnique({ where: { id: runId }, select: { state: true } });
  if (run?.state !== "withdrawing") return;
  try {
    const progress = followRun(ctx, runId);
    await progress.stage("withdrawing");
    await refreshListStatistics(ctx.db);
    await refreshStatistics(ctx.db);
    const outcome = await ctx.db.$transaction(
      (tx) => withdraw(tx, runId, progress),
      TRANSACTION_LIMITS,
    );
    if (!outcome.ok) await failWithdrawal(ctx, runId, outcome.problem);
  } catch (error) {
    if (isTemporary(error) || ctx.signal?.aborted) throw error;
    ctx.log.error({ err: error, runId }, "withdrawal of a release failed");
    await failWithdrawal(ctx, runId, failureOfError(error, "withdraw"));
  }
}

async function withdraw(
  tx: Db,
  runId: string,
  progress: Progress,
): Promise<Result<void, RunFailure>> {
  const release = await tx.release.findUnique({ where: { runId } });
  const earlier = await findEarlierRelease(tx);
  if (release?.status !== "published" || earlier === null) return fail(NO_LONGER_IN_FORCE);
  await tx.release.update({ where: { id: release.id }, data: { status: "withdrawn" } });
  await tx.release.update({ where: { id: earlier.id }, data: { status: "published" } });
  await forgetNumbersOf(tx, release.id);
  await progress.stage("linking");
  await linkListsWithin(tx);
  await progress.stage("detecting");
  await detectWithin(tx, { day: new Date(), actor: SYSTEM, withdrawnReleaseId: release.id });
  await progress.settled();
  const step = await takeStep(tx, SYSTEM, {
    runId,
    action: "finish_withdraw",
    change: { failure: Prisma.DbNull, stage: null },
  });
  invariant(step.ok, "a run that is being withdrawn can be finished");
  return ok(undefined);
}

/** Ends a withdrawal that could not be done, with a sentence for the admin: the release stays in force. */
export async function failWithdrawal(
  ctx: WorkContext,
  runId: string,
  { code, sentence }: RunFailure,
): Promise<void> {
  const failure: ImportFailure = { step: "withdraw", code, sentence };
  const step = await ctx.db.$transaction((tx) =>
    takeStep(tx, SYSTEM, { runId, action: "fail_withdraw", change: { failure, stage: null } }),
  );
  if (step.ok) ctx.log.warn({ runId, code }, "withdrawal failed");
}

import "server-only";
import { Prisma } from "@/lib/db/generated/client";
import { isTemporary } from "@/lib/jobs/temporary-problem";
import type { WorkContext } from "@/lib/jobs/work-context";
import { invariant } from "@/lib/shared/invariant";
import { fail, type Result } from "@/lib/shared/result";
import { checkBnba } from "./bnba/check-bnba";
import { clearLoadedRows, clearProblems } from "./clear-run";
import { checkDeaths } from "./deaths/check-deaths";
import { checkDesil } from "./desil/check-desil";
import { checkDtks } from "./dtks/check-dtks";
import { checkDtsen } from "./dtsen/check-dtsen";
import { checkDukcapil } from "./dukcapil/check-dukcapil";
import { checkMatching } from "./matching/check-matching";
import { followRun, type Progress } from "./progress";
import { checkRecipients } from "./recipients/check-recipients";
import { FILE_MISSING, failureOfError, NO_ROWS, type RunFailure } from "./run-failure";
import type { ImportFailure, ImportKind, ImportSummary } from "./schema";
import { isStored } from "./storage";
import { takeStep } from "./take-step";
import { isGivenUp, watchCheck } from "./watch-check";

const SYSTEM = { kind: "system" } as const;

const WITH_FILES = { files: true } as const satisfies Prisma.ImportRunInclude;

/** A run as the check of its kind gets it. */
export type RunWithFiles = Prisma.ImportRunGetPayload<{ include: typeof WITH_FILES }>;

/** Loads and judges a run's files, without anything of it being in force yet. */
export type CheckOfKind = (
  ctx: WorkContext,
  run: RunWithFiles,
  progress: Progress,
) => Promise<Result<ImportSummary, RunFailure>>;

const CHECKS = {
  dtsen: checkDtsen,
  dtks: checkDtks,
  recipients: checkRecipients,
  dukcapil: checkDukcapil,
  matching: checkMatching,
  deaths: checkDeaths,
  desil: checkDesil,
  bnba: checkBnba,
} as const satisfies Record<ImportKind, CheckOfKind>;

/**
 * Checks a run that was received, from the stored files; the caller holds the import lock. A check
 * that was cut off is begun again: it first throws away what the earlier one left. A run in any
 * other state is left alone, so a job that is delivered twice does nothing the second time. A person
 * may give the import up meanwhile.
 *
 * @throws what is worth trying again later (a lost connection); everything else becomes the run's failure
 */
export async function checkRun(ctx: WorkContext, runId: string): Promise<void> {
  if (!(await beginCheck(ctx, runId))) return;
  try {
    const run = await ctx.db.importRun.findUniqueOrThrow({
      where: { id: runId },
      include: WITH_FILES,
    });
    const watched = await watchCheck(ctx, runId, (wanted) => checkFiles(wanted, run));
    if (!watched.ok) return ctx.log.info({ runId }, "import given up while it was checked");
    const outcome = watched.value;
    if (outcome.ok) await finishCheck(ctx, runId, outcome.value);
    else await failRun(ctx, runId, { step: "check", ...outcome.problem });
  } catch (error) {
    if (isTemporary(error) || ctx.signal?.aborted) throw error;
    ctx.log.error({ err: error, runId }, "import check failed");
    await failRun(ctx, runId, { step: "check", ...failureOfError(error, "check") });
  }
}

async function beginCheck(ctx: WorkContext, runId: string): Promise<boolean> {
  const run = await ctx.db.importRun.findUnique({ where: { id: runId }, select: { state: true } });
  if (run?.state !== "received" && run?.state !== "checking") return false;
  if (run.state === "received") {
    const step = await ctx.db.$transaction((tx) =>
      takeStep(tx, SYSTEM, { runId, action: "start_check" }),
    );
    // Discarded in this very moment: then there is nothing to check.
    if (!step.ok) return false;
  }
  await clearLoadedRows(ctx, runId);
  await clearProblems(ctx, runId);
  return true;
}

async function checkFiles(
  ctx: WorkContext,
  run: RunWithFiles,
): Promise<Result<ImportSummary, RunFailure>> {
  for (const { sha256, sizeBytes } of run.files) {
    const stored = await isStored(ctx.dataDir, { sha256, sizeBytes: Number(sizeBytes) });
    if (!stored) return fail(FILE_MISSING);
  }
  const progress = followRun(ctx, run.id);
  await progress.stage("preparing");
  const outcome = await CHECKS[run.kind](ctx, run, progress);
  await progress.settled();
  return outcome.ok && (await isEmpty(ctx, run.id)) ? fail(NO_ROWS) : outcome;
}

async function isEmpty({ db }: WorkContext, runId: string): Promise<boolean> {
  const { _sum: sum } = await db.importFile.aggregate({
    where: { runId },
    _sum: { rowsRead: true },
  });
  return sum.rowsRead === 0;
}

async function finishCheck(
  { db }: WorkContext,
  runId: string,
  summary: ImportSummary,
): Promise<void> {
  const step = await db.$transaction((tx) =>
    takeStep(tx, SYSTEM, {
      runId,
      action: "finish_check",
      change: { summary, failure: Prisma.DbNull, stage: null },
    }),
  );
  invariant(
    step.ok || (await isGivenUp({ db }, runId)),
    "a run under check can be finished, unless it was given up in this moment",
  );
}

/**
 * Ends a run with a sentence for the person who started it; the caller holds the import lock. What
 * was loaded is thrown away, unless it may already be in force.
 */
export async function failRun(
  ctx: WorkContext,
  runId: string,
  failure: ImportFailure,
): Promise<void> {
  if (failure.step === "check") await clearLoadedRows(ctx, runId);
  const step = await ctx.db.$transaction((tx) =>
    takeStep(tx, SYSTEM, { runId, action: "fail", change: { failure, stage: null } }),
  );
  if (step.ok) ctx.log.warn({ runId, code: failure.code }, "import failed");
}

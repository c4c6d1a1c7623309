import "server-only";
import type { WorkContext } from "@/lib/jobs/work-context";
import { fail, ok, type Result } from "@/lib/shared/result";
import { cancelStatements } from "./import-lock";

const LOOK_EVERY_MS = 1000;

/**
 * Does the work of a check as long as its import is wanted. Once somebody gave it up, the signal
 * ends what reads rows, and what the database is busy with is cancelled; so a check that would go
 * on for a quarter of an hour ends within seconds. What it loaded is thrown away by the job that
 * giving up made.
 */
export async function watchCheck<Value>(
  ctx: WorkContext,
  runId: string,
  work: (watched: WorkContext) => Promise<Value>,
): Promise<Result<Value, { readonly code: "given_up" }>> {
  const stopping = new AbortController();
  const { signal: asked = stopping.signal } = ctx;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    if (!stopping.signal.aborted && !(await isGivenUp(ctx, runId))) return;
    stopping.abort();
    await cancelStatements(ctx);
  }
  const timer = setInterval(() => {
    // A database that does not answer stops the work itself.
    looking = looking.then(look).catch(() => {});
  }, LOOK_EVERY_MS);
  try {
    const signal = AbortSignal.any([asked, stopping.signal]);
    return ok(await work({ ...ctx, signal }));
  } catch (error) {
    if (stopping.signal.aborted) return fail({ code: "given_up" });
    throw error;
  } finally {
    clearInterval(timer);
    await looking;
  }
}

/** Whether somebody discarded the run while it was checked. */
export async function isGivenUp({ db }: Pick<WorkContext, "db">, runId: string): Promise<boolean> {
  const run = await db.importRun.findUnique({ where: { id: runId }, select: { state: true } });
  return run?.state === "discarded";
}

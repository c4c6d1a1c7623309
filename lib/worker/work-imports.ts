import "server-only";
import { PgBoss } from "pg-boss";
import { checkRun, failRun } from "@/lib/import/check-run";
import { clearLoadedRows, clearProblems, clearRepairs } from "@/lib/import/clear-run";
import { withImportLock } from "@/lib/import/import-lock";
import { publishRun } from "@/lib/import/publish-run";
import { INTERRUPTED } from "@/lib/import/run-failure";
import { failWithdrawal, withdrawRun } from "@/lib/import/withdraw-run";
import { IMPORT_DEAD_QUEUE, IMPORT_QUEUE, ImportJob, jobsSchemaOf } from "@/lib/jobs/queues";
import type { WorkContext } from "@/lib/jobs/work-context";

const MONITOR_SECONDS = 15;
/** A job is announced when it is made; one that had to wait for another is found by asking. */
const POLL_SECONDS = 1;
const STOP_PATIENCE_MS = 1_000;

export interface Worker {
  /** Gives an unfinished job back, to be begun again by whoever starts next. */
  stop(): Promise<void>;
}

/** Works on the office's jobs until it is stopped. Any number of these may run, in any process. */
export async function workImports(ctx: WorkContext, url: string): Promise<Worker> {
  const stopping = new AbortController();
  const boss = new PgBoss({
    connectionString: url,
    schema: jobsSchemaOf(ctx.schema),
    application_name: "tepat-jobs",
    max: 4,
    migrate: false,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: MONITOR_SECONDS,
    monitorIntervalSeconds: MONITOR_SECONDS,
  });
  // A lost connection is reported here and tried again by the library.
  boss.on("error", (error) => ctx.log.warn({ err: error }, "job queue error"));
  await boss.start();
  // Jobs of workers that died while nobody was there to notice.
  await boss.supervise(IMPORT_QUEUE);
  await boss.supervise(IMPORT_DEAD_QUEUE);

  const polling = {
    batchSize: 1,
    pollingIntervalSeconds: POLL_SECONDS,
    notifyPollingIntervalSeconds: POLL_SECONDS,
  };
  await boss.work(IMPORT_QUEUE, polling, async (jobs) => {
    for (const { id, data, signal } of jobs) {
      const job = ImportJob.parse(data);
      ctx.log.info({ jobId: id, runId: job.runId, action: job.task }, "import job begins");
      const aborted = AbortSignal.any([stopping.signal, signal]);
      await perform({ ...ctx, signal: aborted }, job);
      ctx.log.info({ jobId: id, runId: job.runId, action: job.task }, "import job ends");
    }
  });
  await boss.work(IMPORT_DEAD_QUEUE, polling, async (jobs) => {
    for (const { data } of jobs) {
      const job = ImportJob.parse(data);
      await withImportLock(ctx, (held) => giveUp(held, job));
    }
  });

  return {
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: STOP_PATIENCE_MS });
    },
  };
}

function perform(ctx: WorkContext, { runId, task }: ImportJob): Promise<void> {
  switch (task) {
    case "check":
      return withImportLock(ctx, (held) => checkRun(held, runId));
    case "publish":
      return withImportLock(ctx, (held) => publishRun(held, runId));
    case "withdraw":
      return withImportLock(ctx, (held) => withdrawRun(held, runId));
    case "clear":
      return withImportLock(ctx, (held) => clearRun(held, runId));
  }
}

async function clearRun(ctx: WorkContext, runId: string): Promise<void> {
  await clearLoadedRows(ctx, runId);
  await clearProblems(ctx, runId);
  await clearRepairs(ctx, runId);
}

/** Workers died over this job as often as allowed: the person is told instead of waiting for ever. */
async function giveUp(ctx: WorkContext, { runId, task }: ImportJob): Promise<void> {
  if (task === "clear") return;
  if (task === "withdraw") return failWithdrawal(ctx, runId, INTERRUPTED);
  await failRun(ctx, runId, { step: task, ...INTERRUPTED });
}

import { setTimeout as sleep } from "node:timers/promises";
import { openDatabase } from "@/lib/db/connect";
import { findDatabaseProblem } from "@/lib/db/database-problem";
import { env } from "@/lib/env";
import { withImportLock } from "@/lib/import/import-lock";
import { removeAbandonedIntakes, removeStrayFiles } from "@/lib/import/intake";
import { finishInterruptedRuns } from "@/lib/import/interrupted-runs";
import { removeAbandonedDrafts } from "@/lib/import/storage";
import { removeAbandonedUploads } from "@/lib/import/uploads/upload-folder";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createLogger } from "@/lib/log/logger";
import { migrateOffice } from "@/lib/office/migrate-office";
import { workImports } from "./work-imports";

const CLOSE_PATIENCE_MS = 2_000;

const log = createLogger("worker");

const stopAsked = new Promise<string>((resolve) => {
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => resolve(signal));
});

process.exit(
  await runWorker().catch((error: unknown) => {
    const problem = findDatabaseProblem(error);
    log.fatal({ err: error }, "worker stopped");
    if (problem) process.stderr.write(`Tepat: ${problem.message}\n`);
    return 1;
  }),
);

/** The worker process: checks and publishes imports until it is asked to end. */
async function runWorker(): Promise<number> {
  const database = await openDatabase();
  const { ownerUrl, appUrl, schema } = database;
  await migrateOffice({ url: ownerUrl, schema, appUrl });
  const ctx = openWorkContext({ url: ownerUrl, schema, dataDir: env().TEPAT_DATA_DIR, log });
  await tidyUp(ctx);
  const worker = await workImports(ctx, ownerUrl);
  log.info({ schema }, "worker ready");

  const signal = await stopAsked;
  log.info({ signal }, "worker stops");
  await worker.stop();
  // Work that was given back may still hold a connection; the process does not wait for it.
  await Promise.race([ctx.close(), sleep(CLOSE_PATIENCE_MS)]);
  await database.release();
  return 0;
}

/** Throws away what killed processes left: half uploads, files of nobody, half runs of the command line. */
async function tidyUp(ctx: WorkContext): Promise<void> {
  await removeAbandonedDrafts(ctx.dataDir);
  await removeAbandonedUploads(ctx.dataDir, new Date());
  await removeAbandonedIntakes(ctx.db, ctx.dataDir, new Date());
  await removeStrayFiles(ctx.db, ctx.dataDir, new Date());
  await withImportLock(ctx, finishInterruptedRuns);
}

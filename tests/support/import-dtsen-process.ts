import { createDb } from "@/lib/db/client";
import { createPool } from "@/lib/db/pool";
import { checkDtsen } from "@/lib/import/dtsen/check-dtsen";
import { publishRelease } from "@/lib/import/dtsen/publish-release";
import { dropReleaseDraft } from "@/lib/import/dtsen/release-draft";
import { followRun } from "@/lib/import/progress";
import { createLogger } from "@/lib/log/logger";

/**
 * Checks and publishes a run from the beginning, as the worker does after a crash; a test starts it
 * to kill it. Arguments: address, schema, data directory, run.
 */
const [url = "", schema = "", dataDir = "", runId = ""] = process.argv.slice(2);
const db = createDb(url, schema);
const pool = createPool(url, schema);
const ctx = { db, pool, schema, dataDir, log: createLogger("worker") };
const run = await db.importRun.findUniqueOrThrow({
  where: { id: runId },
  include: { files: true },
});
await dropReleaseDraft(ctx, runId);
await checkDtsen(ctx, run, followRun(ctx, runId));
await publishRelease(ctx, run);
await Promise.all([db.$disconnect(), pool.end()]);

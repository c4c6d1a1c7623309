import { checkDtsen } from "@/lib/import/dtsen/check-dtsen";
import { publishRelease } from "@/lib/import/dtsen/publish-release";
import { dropReleaseDraft } from "@/lib/import/dtsen/release-draft";
import { withImportLock } from "@/lib/import/import-lock";
import { followRun } from "@/lib/import/progress";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import { createLogger } from "@/lib/log/logger";

/**
 * Checks and publishes a run from the beginning, as the worker does after a crash; a test starts it
 * to kill it. Arguments: address, schema, data directory, run.
 */
const [url = "", schema = "", dataDir = "", runId = ""] = process.argv.slice(2);
const ctx = openWorkContext({ url, schema, dataDir, log: createLogger("worker") });
await withImportLock(ctx, async (held) => {
  const run = await held.db.importRun.findUniqueOrThrow({
    where: { id: runId },
    include: { files: true },
  });
  await dropReleaseDraft(held, runId);
  await checkDtsen(held, run, followRun(held, runId));
  await publishRelease(held, run);
});
await ctx.close();

import { openWorkContext } from "@/lib/jobs/open-work-context";
import { createLogger } from "@/lib/log/logger";
import { workOnRun } from "./work-on-run";

/**
 * Works on a run as a worker does that has just started; a test starts it to kill it. Arguments:
 * address, schema, data directory, run.
 */
const [url = "", schema = "", dataDir = "", runId = ""] = process.argv.slice(2);
const ctx = openWorkContext({ url, schema, dataDir, log: createLogger("worker") });
await workOnRun(ctx, runId);
await ctx.close();

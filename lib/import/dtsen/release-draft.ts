import "server-only";
import type { WorkContext } from "@/lib/jobs/work-context";
import { dropReleaseTables } from "./release-tables";

/**
 * Throws away what a run has loaded of a release that is not published: its tables and the
 * release itself. The caller holds the import lock, so that nobody is publishing it. Safe to repeat.
 */
export async function dropReleaseDraft(
  { db, pool }: Pick<WorkContext, "db" | "pool">,
  runId: string,
): Promise<void> {
  const release = await db.release.findFirst({ where: { runId, status: "draft" } });
  if (!release) return;
  await dropReleaseTables(pool, release.id);
  await db.release.delete({ where: { id: release.id } });
}

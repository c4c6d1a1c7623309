import type { Pool } from "pg";
import type { ReleaseTable } from "@/lib/registry/release-partition";
import { analyzeRelease } from "./analyze-release";
import { buildIndexes } from "./build-indexes";
import { attachReleaseTable } from "./release-tables";

/** Makes a filled table fit to be joined: its indexes are built, and the planner gets its figures. */
export async function indexRelease(
  pool: Pool,
  table: ReleaseTable,
  releaseId: number,
): Promise<void> {
  await buildIndexes(pool, table, releaseId);
  await attachReleaseTable(pool, table, releaseId);
  await analyzeRelease(pool, table, releaseId);
}

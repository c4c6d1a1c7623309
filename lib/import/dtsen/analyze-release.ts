import type { Pool } from "pg";
import { escapeIdentifier } from "pg";
import { partitionName, RELEASE_TABLES, type ReleaseTable } from "./release-tables";

/**
 * What releases are joined and filtered by; the statistics of the rest can wait for autovacuum. The
 * release's own number is the same in all of a partition's rows: who does not know that, takes the
 * condition on it for a sharp one and reads the whole index of the primary key.
 */
const KEY_COLUMNS = {
  household_release:
    "release_id, household_id, nomor_kk, village_id, desil_nasional, nama_kepala_keluarga",
  individual_release: "release_id, individual_id, household_id, nik, nik_valid, village_id, nama",
} as const satisfies Record<ReleaseTable, string>;

/** Since version 18 a partitioned table can be analysed without all its partitions. */
const ANALYZE_ONLY_VERSION = 180_000;

/**
 * Gives the planner what it must know of a new release before it is joined with another. All fifty
 * columns would cost more than the load of a small regency.
 */
export async function analyzeRelease(pool: Pool, releaseId: number): Promise<void> {
  const { rows } = await pool.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const only = (rows[0]?.version ?? 0) >= ANALYZE_ONLY_VERSION ? "ONLY " : "";
  for (const table of RELEASE_TABLES) {
    const partition = escapeIdentifier(partitionName(table, releaseId));
    const columns = KEY_COLUMNS[table];
    if (only !== "") await pool.query(`ANALYZE ${partition} (${columns})`);
    await pool.query(`ANALYZE ${only}${escapeIdentifier(table)} (${columns})`);
  }
}

import type { Pool, PoolClient } from "pg";
import { escapeIdentifier } from "pg";
import { STATISTICS_TARGET } from "@/lib/db/analyze-tables";
import { partitionName, type ReleaseTable } from "@/lib/registry/release-partition";

/**
 * What releases are joined and filtered by; the statistics of the rest can wait for autovacuum. The
 * release's own number is the same in all of a partition's rows: who does not know that, takes the
 * condition on it for a sharp one and reads the whole index of the primary key. And who does not know
 * that a line number stands in one row, reads all rows for the few whose lines are named.
 */
const KEY_COLUMNS = {
  household_release:
    "release_id, line_no, household_id, nomor_kk, village_id, desil_nasional, nama_kepala_keluarga",
  individual_release:
    "release_id, line_no, individual_id, household_id, nik, nik_valid, village_id, nama",
} as const satisfies Record<ReleaseTable, string>;

/** Since version 18 a partitioned table can be analysed without all its partitions. */
const ANALYZE_ONLY_VERSION = 180_000;

/**
 * Gives the planner what it must know of a new release's table before it is joined with another. All
 * fifty columns would cost more than the load of a small regency.
 */
export async function analyzeRelease(
  pool: Pool,
  table: ReleaseTable,
  releaseId: number,
): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("BEGIN");
    await client.query(`SET LOCAL default_statistics_target = ${STATISTICS_TARGET}`);
    await analyze(client, table, releaseId);
    await client.query("COMMIT");
    broken = false;
  } finally {
    client.release(broken);
  }
}

async function analyze(client: PoolClient, table: ReleaseTable, releaseId: number): Promise<void> {
  const { rows } = await client.query<{ version: number }>(
    "SELECT current_setting('server_version_num')::int AS version",
  );
  const only = (rows[0]?.version ?? 0) >= ANALYZE_ONLY_VERSION ? "ONLY " : "";
  const partition = escapeIdentifier(partitionName(table, releaseId));
  const columns = KEY_COLUMNS[table];
  if (only !== "") await client.query(`ANALYZE ${partition} (${columns})`);
  await client.query(`ANALYZE ${only}${escapeIdentifier(table)} (${columns})`);
}

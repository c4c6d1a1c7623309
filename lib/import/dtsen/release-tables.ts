import { type ClientBase, escapeIdentifier, type Pool } from "pg";
import { partitionName, RELEASE_TABLES, type ReleaseTable } from "@/lib/registry/release-partition";

/**
 * Makes the empty table of a release, in the transaction that fills it: COPY can then store rows
 * frozen. The CHECK of the release spares a scan when the table is attached.
 */
export async function createReleaseTable(
  client: ClientBase,
  table: ReleaseTable,
  releaseId: number,
): Promise<void> {
  const partition = escapeIdentifier(partitionName(table, releaseId));
  await client.query(
    `CREATE TABLE ${partition}
       (LIKE ${escapeIdentifier(table)} INCLUDING DEFAULTS INCLUDING CONSTRAINTS,
        CHECK (release_id = ${releaseId}))`,
  );
}

/**
 * Attaches the filled table. PostgreSQL builds the parent's indexes on it and holds no lock that a
 * reader or a writer of other releases would notice.
 */
export async function attachReleaseTable(
  pool: Pool,
  table: ReleaseTable,
  releaseId: number,
): Promise<void> {
  const partition = escapeIdentifier(partitionName(table, releaseId));
  await pool.query(
    `ALTER TABLE ${escapeIdentifier(table)} ATTACH PARTITION ${partition}
       FOR VALUES IN (${releaseId})`,
  );
}

/**
 * Drops the tables of a release, attached or not, finished or not. Detaching concurrently waits for
 * readers instead of making them wait; one that was cut off before is finished.
 */
export async function dropReleaseTables(pool: Pool, releaseId: number): Promise<void> {
  for (const table of RELEASE_TABLES) {
    const partition = escapeIdentifier(partitionName(table, releaseId));
    const parent = escapeIdentifier(table);
    const { rows } = await pool.query<{ pending: boolean }>(
      `SELECT inhdetachpending AS pending
         FROM pg_inherits
        WHERE inhrelid = to_regclass($1) AND inhparent = to_regclass($2)`,
      [partition, parent],
    );
    const way = rows[0]?.pending ? "FINALIZE" : "CONCURRENTLY";
    if (rows.length > 0)
      await pool.query(`ALTER TABLE ${parent} DETACH PARTITION ${partition} ${way}`);
    await pool.query(`DROP TABLE IF EXISTS ${partition}`);
  }
}

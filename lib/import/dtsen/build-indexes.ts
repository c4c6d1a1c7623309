import { escapeIdentifier, type Pool } from "pg";
import { partitionName, type ReleaseTable } from "@/lib/registry/release-partition";

/** One index sorts, one fills: two cores are busy, and a small machine has no more. */
const LANES = 2;

interface IndexToBuild {
  readonly method: string;
  /** What follows the table's name in CREATE INDEX. */
  readonly definition: string;
}

/**
 * Builds the parent's indexes on the table of a release that is not attached yet, two at a time;
 * attaching it then takes them over. That of the primary key is left to the attachment, which makes
 * the constraint with it.
 *
 * An index that is sorted is built by one process: workers would make it cost half as much again and
 * take the core that the other lane, or the reading of the next file, is using.
 */
export async function buildIndexes(
  pool: Pool,
  table: ReleaseTable,
  releaseId: number,
): Promise<void> {
  const partition = escapeIdentifier(partitionName(table, releaseId));
  const waiting = await indexesOf(pool, table);
  const lanes = Array.from({ length: LANES }, () => buildAll(pool, partition, waiting));
  // Nothing may be at work any more on a draft that is thrown away.
  await Promise.allSettled(lanes);
  await Promise.all(lanes);
}

/** The indexes over words, which take longest, come first. */
async function indexesOf(pool: Pool, table: ReleaseTable): Promise<IndexToBuild[]> {
  const { rows } = await pool.query<IndexToBuild>(
    `SELECT pg_am.amname AS method,
            substring(pg_get_indexdef(pg_index.indexrelid) FROM ' (USING .*)$') AS definition
       FROM pg_index
       JOIN pg_class ON pg_class.oid = pg_index.indexrelid
       JOIN pg_am ON pg_am.oid = pg_class.relam
      WHERE pg_index.indrelid = to_regclass($1) AND NOT pg_index.indisunique
   ORDER BY pg_am.amname = 'gin' DESC, pg_index.indexrelid`,
    [escapeIdentifier(table)],
  );
  return rows;
}

/** Builds what is waiting, until nothing is, in one transaction: its commit waits for the disk once. */
async function buildAll(pool: Pool, partition: string, waiting: IndexToBuild[]): Promise<void> {
  const client = await pool.connect();
  let broken = true;
  try {
    await client.query("BEGIN");
    for (let index = waiting.shift(); index; index = waiting.shift()) {
      const workers = index.method === "btree" ? "0" : "DEFAULT";
      await client.query(`SET LOCAL max_parallel_maintenance_workers = ${workers}`);
      await client.query(`CREATE INDEX ON ${partition} ${index.definition}`);
    }
    await client.query("COMMIT");
    broken = false;
  } finally {
    client.release(broken);
  }
}

import type { Pool } from "pg";
import { escapeIdentifier } from "pg";
import { invariant } from "@/lib/shared/invariant";

/** Ids of a table that are promised to one load; what is not used is never given to anybody. */
export interface IdReserve {
  /** Makes sure that at least so many can be taken. */
  provide(count: number): Promise<void>;
  /** The id that `take` would give. */
  readonly next: number;
  take(): number;
}

const BLOCK_SIZE = 20_000;

/**
 * Gives out ids of a table in blocks, so that a row has its identity while it is read and is written
 * once. Where a block begins says nothing about which of its ids came to be used.
 */
export function reserveIds(pool: Pool, table: "household" | "individual"): IdReserve {
  let next = 1;
  let end = 1;
  return {
    async provide(count) {
      if (end - next >= count) return;
      next = await reserveBlock(pool, table, Math.max(BLOCK_SIZE, count));
      end = next + Math.max(BLOCK_SIZE, count);
    },
    get next() {
      return next;
    },
    take() {
      invariant(next < end, "ids were provided before they are taken");
      next += 1;
      return next - 1;
    },
  };
}

/**
 * An insert takes its row's id after it has its lock on the table: while ours is held nobody can
 * come between reading the sequence and moving it on.
 */
async function reserveBlock(pool: Pool, table: string, size: number): Promise<number> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(`LOCK TABLE ${escapeIdentifier(table)} IN SHARE ROW EXCLUSIVE MODE`);
    const { rows } = await client.query<{ last: string }>(
      `SELECT setval(sequence, nextval(sequence) + $2 - 1) AS last
         FROM pg_get_serial_sequence($1, 'id') AS sequence`,
      [table, size],
    );
    await client.query("COMMIT");
    return Number(rows[0]?.last) - size + 1;
  } catch (error) {
    await client.query("ROLLBACK").catch(() => {});
    throw error;
  } finally {
    client.release();
  }
}

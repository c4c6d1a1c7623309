import type { Database, Db } from "@/lib/db/client";
import { collectPersons } from "./collect-persons";
import { collectWanted } from "./collect-wanted";
import { findByFacts } from "./find-by-facts";
import { findByNik } from "./find-by-nik";
import type { Comparison } from "./insert-candidates";
import { listRows } from "./list-rows";
import { settleRows } from "./settle-rows";

/**
 * Rows that are compared at once. Each time the release is looked through, so few rows cost more than
 * many; but what a statement holds in memory, and how long nobody hears of it, grows with them.
 */
const ROWS_AT_ONCE = 20_000;

const TRANSACTION_LIMITS = { maxWait: 60_000, timeout: 2 * 60 * 60_000 };

/**
 * Compares the loaded rows of a list with a release: by NIK first, the rest by everything else. One
 * transaction: a list is compared wholly or not at all.
 *
 * @param onRows told how many rows are done; what it throws ends the comparison
 */
export async function compareList(
  db: Database,
  comparison: Comparison,
  onRows: (rowsDone: number) => void,
  rowsAtOnce = ROWS_AT_ONCE,
): Promise<void> {
  await db.$transaction(async (tx) => {
    let rowsDone = 0;
    for await (const rows of comparedRows(tx, comparison, rowsAtOnce)) {
      rowsDone += rows;
      onRows(rowsDone);
    }
  }, TRANSACTION_LIMITS);
}

/** Compares some rows after the other, and says each time how many. */
async function* comparedRows(
  tx: Db,
  comparison: Comparison,
  limit: number,
): AsyncGenerator<number> {
  const { listId, releaseId } = comparison;
  let isReleaseRead = false;
  let listed = await listRows(tx, { listId, after: 0, limit });
  while (listed.last !== null) {
    await findByNik(tx, comparison);
    if (await collectWanted(tx, comparison)) {
      if (!isReleaseRead) await collectPersons(tx, releaseId);
      isReleaseRead = true;
      await findByFacts(tx, comparison);
    }
    await settleRows(tx, comparison);
    yield listed.rows;
    listed = await listRows(tx, { listId, after: listed.last, limit });
  }
}

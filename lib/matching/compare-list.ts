import type { Db } from "@/lib/db/client";
import { findByFacts } from "./find-by-facts";
import { findByNik } from "./find-by-nik";
import type { Comparison } from "./insert-candidates";
import { settleRows } from "./settle-rows";

/** Compares the loaded rows of a list with a release: by NIK first, the rest by everything else. */
export async function compareList(db: Db, comparison: Comparison): Promise<void> {
  const { listId } = comparison;
  await db.$executeRaw`
    UPDATE matching_row SET plain_name = plain_name(nama) WHERE list_id = ${listId}`;
  await findByNik(db, comparison);
  await findByFacts(db, comparison);
  await settleRows(db, comparison);
}

import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";

/** Since version 18 PostgreSQL can be asked to check a foreign key for all rows at once. */
const CHECK_AT_ONCE_VERSION = 180_000;

/**
 * Remembers each No KK that a release has for a family. Running it again adds nothing.
 *
 * The numbers of an office's first release go into a table that is empty, which is loaded like a new
 * one: without a log, and with the families looked up by one join instead of one by one. Readers of
 * families wait meanwhile, so a publication does this last, and there is no family to read yet.
 */
export async function addHouseholdNumbers(db: Db, releaseId: number): Promise<number> {
  const isFirst = await takeEmptyTable(db);
  const added = await insertNumbers(db, releaseId);
  if (isFirst)
    await db.$executeRaw`
      ALTER TABLE household_kk ALTER CONSTRAINT household_kk_household_id_fkey ENFORCED
    `;
  return added;
}

/** Makes the table ready for its first rows; false, and nothing changed, where it holds any. */
async function takeEmptyTable(db: Db): Promise<boolean> {
  if (!(await canCheckAtOnce(db)) || !(await isEmpty(db))) return false;
  await db.$executeRaw`LOCK TABLE household, household_kk IN ACCESS EXCLUSIVE MODE`;
  // Another may have added the first number before the lock was ours.
  if (!(await isEmpty(db))) return false;
  // Gives the table a new file, which needs no log: it is there with this transaction or not at all.
  await db.$executeRaw`TRUNCATE household_kk`;
  await db.$executeRaw`
    ALTER TABLE household_kk ALTER CONSTRAINT household_kk_household_id_fkey NOT ENFORCED
  `;
  return true;
}

async function canCheckAtOnce(db: Db): Promise<boolean> {
  const rows = await db.$queryRaw`
    SELECT current_setting('server_version_num')::int >= ${CHECK_AT_ONCE_VERSION} AS able
  `;
  return z.tuple([z.object({ able: z.boolean() })]).parse(rows)[0].able;
}

async function isEmpty(db: Db): Promise<boolean> {
  return (await db.householdKk.findFirst({ select: { householdId: true } })) === null;
}

function insertNumbers(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    INSERT INTO household_kk (nomor_kk, household_id, origin, release_id)
    SELECT family.nomor_kk, family.household_id, 'dtsen', ${releaseId}::int
      FROM household_release AS family
     WHERE family.release_id = ${releaseId}
       AND NOT EXISTS (
             SELECT FROM household_kk AS known
              WHERE known.nomor_kk = family.nomor_kk
                AND known.household_id = family.household_id
           )
  ORDER BY family.nomor_kk
  `;
}

import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** Tables of identities that are empty until a release is published, with those that are locked for them. */
const LOCKED_FOR = {
  individual: "individual",
  // Its foreign key is taken away, which nobody may watch who reads families.
  household_kk: "household, household_kk",
} as const;
type IdentityTable = keyof typeof LOCKED_FOR;

/**
 * What gives an empty table a new file. Rows and indexes that come into one in the same transaction
 * need no write-ahead log where `wal_level` is `minimal`: they are on the disk before it is committed.
 */
const BEGUN_ANEW = {
  // Others refer to it, and it cannot be truncated without them.
  individual: "CLUSTER individual USING individual_pkey",
  household_kk: "TRUNCATE household_kk",
} as const satisfies Record<IdentityTable, string>;

/** What is taken from a table while it is filled, and put back by the statement that makes it. */
const Part = z.object({ takeAway: z.string(), putBack: z.string() });

/**
 * Fills a table; an empty one is loaded like a new one: each index is sorted once instead of looked up
 * for every row, and foreign keys are checked by one join. In the caller's transaction: all of it is
 * there with the rows or not at all.
 *
 * Nobody else gets at the table until the transaction ends, so a publication does this last; where
 * the table is empty, no release is in force whose families or people could be looked at.
 *
 * @param fill adds the rows; told whether nobody was in the table before
 */
export async function fillEmptyTable(
  db: Db,
  table: IdentityTable,
  fill: (isFirst: boolean) => Promise<number>,
): Promise<number> {
  if (!(await takeEmptyTable(db, table))) return fill(false);
  const parts = z.array(Part).parse(await findParts(db, table));
  for (const { takeAway } of parts) await db.$executeRaw(Prisma.raw(takeAway));
  await db.$executeRaw(Prisma.raw(BEGUN_ANEW[table]));
  const added = await fill(true);
  for (const { putBack } of parts.toReversed()) await db.$executeRaw(Prisma.raw(putBack));
  return added;
}

/** Locks the table where it is empty; false, and nothing locked for long, where it holds any row. */
async function takeEmptyTable(db: Db, table: IdentityTable): Promise<boolean> {
  if (!(await isEmpty(db, table))) return false;
  await db.$executeRaw(Prisma.raw(`LOCK TABLE ${LOCKED_FOR[table]} IN ACCESS EXCLUSIVE MODE`));
  // Another may have added the first row before the lock was ours.
  return isEmpty(db, table);
}

async function isEmpty(db: Db, table: IdentityTable): Promise<boolean> {
  const rows = await db.$queryRaw(Prisma.raw(`SELECT NOT EXISTS (SELECT FROM ${table}) AS empty`));
  return z.tuple([z.object({ empty: z.boolean() })]).parse(rows)[0].empty;
}

/** Indexes, keys and foreign keys; a key that other tables refer to stays. */
function findParts(db: Db, table: IdentityTable): Promise<unknown> {
  return db.$queryRaw`
    SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS "takeAway",
           format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname,
                  pg_get_constraintdef(oid)) AS "putBack"
      FROM pg_constraint
     WHERE conrelid = ${table}::regclass
       AND (contype = 'f' OR contype IN ('p', 'u') AND NOT ${isReferredTo(Prisma.sql`conindid`)})
     UNION ALL
    SELECT format('DROP INDEX %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      FROM pg_index
     WHERE indrelid = ${table}::regclass
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)
  `;
}

function isReferredTo(index: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM pg_constraint AS referring
     WHERE referring.contype = 'f' AND referring.conindid = ${index})`;
}

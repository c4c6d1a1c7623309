import { afterAll, beforeAll, expect, test } from "vitest";
import { createDb, type Database } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { preparedRows } from "@/lib/db/prepared-rows";
import { createTestDatabase, type TestDatabase } from "../support/database";

let database: TestDatabase;
let db: Database;

beforeAll(async () => {
  database = await createTestDatabase();
  db = createDb(database.url, database.schema, { max: 1 });
});
afterAll(async () => {
  await db.$disconnect();
  await database.drop();
});

/** One value of each kind that the prepared statements answer with. */
function everyKind(ids: readonly bigint[]): Prisma.Sql {
  return Prisma.sql`
    SELECT id,
           DATE '2026-11-22' AS day,
           TIMESTAMPTZ '2026-11-22 10:11:12.345+07' AS instant,
           jsonb_build_object('a', 1, 'b', NULL) AS json,
           ARRAY[1, 2] AS numbers,
           '{}'::int[] AS nothing,
           id > 1 AS larger,
           id::int AS number,
           NULL::uuid AS none
      FROM unnest((SELECT ${[...ids]}::bigint[])) AS given (id)
  `;
}

test("the rows are those that Prisma would hand on", async () => {
  const ids = [1n, 9_007_199_254_740_993n];
  const statement = everyKind([1n, 2n]);

  expect(await preparedRows(db, statement)).toEqual(await db.$queryRaw(statement));
  expect(await preparedRows(db, Prisma.sql`SELECT ${ids[1]}::bigint AS id`)).toEqual([
    { id: ids[1] },
  ]);
});

test("the plan is kept, whatever the lists' lengths", async () => {
  for (let length = 1; length <= 8; length += 1) {
    await preparedRows(db, everyKind(Array.from({ length }, (_, index) => BigInt(index))));
  }

  const kept = await db.$queryRaw`
    SELECT generic_plans > 0 AS kept FROM pg_prepared_statements WHERE statement LIKE '%AS larger%'
  `;
  expect(kept).toEqual([{ kept: true }]);
});

test("in a transaction it sees what the transaction did, and goes with it", async () => {
  const undone = db.$transaction(async (tx) => {
    await tx.$executeRaw`CREATE TEMP TABLE seen ON COMMIT DROP AS SELECT 1 AS one`;
    return preparedRows(tx, Prisma.sql`SELECT one FROM seen`);
  });

  expect(await undone).toEqual([{ one: 1 }]);
});

test("what PostgreSQL refuses is an error with its code", async () => {
  await expect(preparedRows(db, Prisma.sql`SELECT 1 / ${0}::int AS none`)).rejects.toMatchObject({
    code: "22012",
  });
});

test("a client that asked nothing else leaves no connection behind", async () => {
  const other = createDb(database.url, database.schema, { max: 1 });
  await preparedRows(other, Prisma.sql`SELECT 1 AS one`);

  await other.$disconnect();

  const name = new URL(database.url).pathname.slice(1);
  await expect
    .poll(async () => {
      const { rows } = await database.pool.query(
        "SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND query = 'SELECT 1 AS one'",
        [name],
      );
      return rows;
    })
    .toEqual([]);
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { createDb } from "@/lib/db/client";
import {
  findHouseholdsByNumber,
  listHouseholdsById,
  type NameSearch,
  SEARCH_SHOWN_MAX,
  searchHouseholdsByName,
} from "@/lib/registry/search-households";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, member, type Registry } from "../support/registry";

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let releaseId: number;
let regency: UserActor;
let world: ReturnType<typeof makeWorld>;

function makeWorld({ villageA1, villageB1 }: TestAreas) {
  const shared = member({ name: "SHARED NUMBER" });
  return {
    aminah: family({ villageId: villageA1, members: [member({ name: "SITI AMINAH PUTRI" })] }),
    percent: family({ villageId: villageA1, members: [member({ name: "NAMA 100% ASLI" })] }),
    elsewhere: family({ villageId: villageB1, members: [member({ name: "SITI RAHAYU" })] }),
    twinOne: family({ villageId: villageA1, members: [shared, member({ name: "BUDI SATU" })] }),
    twinTwo: family({ villageId: villageB1, members: [shared, member({ name: "BUDI DUA" })] }),
    gone: family({ villageId: villageA1, members: [member({ name: "NGATINAH LAMA" })] }),
    onlyDtks: family({ villageId: villageA1, members: [member({ name: "SUMARNI DTKS" })] }),
    namesakes: Array.from({ length: 60 }, () =>
      family({ villageId: villageA1, members: [member({ name: "JOKO SUSILO" })] }),
    ),
  };
}

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  regency = actorOf("operator", { level: "regency" });
  registry = createRegistry(database.db, database.pool);
  world = makeWorld(areas);
  const { gone, onlyDtks, namesakes, ...present } = world;
  const staying = [...Object.values(present), ...namesakes];
  await registry.publishRelease({ name: "v2", asOf: "2026-07-20", families: [...staying, gone] });
  await registry.applyDtks({ families: [onlyDtks, { ...world.aminah, desil: 2 }] });
  releaseId = await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: staying });
});
afterAll(() => database.drop());

const inA1 = () => actorOf("companion", { level: "villages", villageIds: [areas.villageA1] });
const idOf = async ({ nomorKk }: Family) => String(await registry.householdId(nomorKk));
const nikOf = ({ members }: Family) => members[0]?.nik ?? "";

async function numberLeadsTo(number: string, actor = regency): Promise<string[]> {
  const hits = await findHouseholdsByNumber(database.appDb, actor, number);
  return hits.map(({ id }) => id);
}

describe("a number", () => {
  test("leads to its family, by No KK and by NIK", async () => {
    expect(await numberLeadsTo(world.aminah.nomorKk)).toEqual([await idOf(world.aminah)]);
    expect(await numberLeadsTo(nikOf(world.aminah))).toEqual([await idOf(world.aminah)]);
  });

  test("that two families hold leads to both, and a companion only to their own", async () => {
    const both = [await idOf(world.twinOne), await idOf(world.twinTwo)];

    expect((await numberLeadsTo(nikOf(world.twinOne))).toSorted()).toEqual(both.toSorted());
    expect(await numberLeadsTo(nikOf(world.twinOne), inA1())).toEqual([both[0]]);
  });

  test("of a family outside one's area leads nowhere, as if it did not exist", async () => {
    expect(await numberLeadsTo(world.elsewhere.nomorKk, inA1())).toEqual([]);
    expect(await numberLeadsTo(nikOf(world.elsewhere), inA1())).toEqual([]);
    const ids = [await registry.householdId(world.elsewhere.nomorKk)];
    expect(await listHouseholdsById(database.appDb, inA1(), ids)).toEqual([]);
    expect(await listHouseholdsById(database.appDb, regency, ids)).toHaveLength(1);
  });

  test("leads to a family that only an older release or the old DTKS knows, and says so", async () => {
    for (const one of [world.gone, world.onlyDtks])
      for (const number of [one.nomorKk, nikOf(one)]) {
        const hits = await findHouseholdsByNumber(database.appDb, regency, number);

        expect(hits).toMatchObject([
          { id: await idOf(one), headName: one.members[0]?.name, inRelease: false },
        ]);
      }
  });
});

type Found = Extract<NameSearch, { kind: "found" }>;

async function search(
  words: readonly string[],
  actor = regency,
  villageIds?: readonly number[] | null,
): Promise<Found> {
  const answer = await searchHouseholdsByName(database.appDb, actor, releaseId, words, villageIds);
  if (answer.kind !== "found") throw new Error("the search was given up");
  return answer;
}

const names = ({ hits }: Found) => hits.map(({ name }) => name);

describe("a name", () => {
  test("is found by any of its words, in any order and case, if all occur", async () => {
    expect(names(await search(["putri", "Siti"]))).toEqual(["SITI AMINAH PUTRI"]);
    expect(names(await search(["siti"]))).toEqual(
      expect.arrayContaining(["SITI AMINAH PUTRI", "SITI RAHAYU"]),
    );
  });

  test("is found only inside one's area, and inside the area chosen", async () => {
    expect(names(await search(["siti"], inA1()))).toEqual(["SITI AMINAH PUTRI"]);
    expect(names(await search(["siti"], regency, [areas.villageB1]))).toEqual(["SITI RAHAYU"]);
    expect(names(await search(["siti"], inA1(), [areas.villageB1]))).toEqual([]);
    expect(names(await search(["siti"], regency, null))).toEqual([]);
  });

  test("with a percent sign is looked for as it is written", async () => {
    expect(names(await search(["100%"]))).toEqual(["NAMA 100% ASLI"]);
    expect((await search(["%%%"])).hits).toEqual([]);
    expect((await search(["S_TI"])).similarOnly).toBe(true);
  });

  test("that nobody has brings those that are written alike, and says so", async () => {
    const answer = await search(["aminnah", "putri"]);

    expect(answer.similarOnly).toBe(true);
    expect(names(answer)).toEqual(["SITI AMINAH PUTRI"]);
  });

  test("of many shows fifty and tells how many there are", async () => {
    const answer = await search(["joko"]);

    expect(answer.hits).toHaveLength(SEARCH_SHOWN_MAX);
    expect(answer.count).toBe(60);
  });

  test("of somebody who is only in the old DTKS is found, marked as not in the release", async () => {
    const answer = await search(["sumarni"]);

    expect(answer.hits).toMatchObject([{ name: "SUMARNI DTKS", inRelease: false, desil: null }]);
    expect(names(await search(["aminah"]))).toEqual(["SITI AMINAH PUTRI"]);
  });

  test("is looked up in the index of kelurahan and name once there are many people", async () => {
    await database.pool.query(
      `INSERT INTO individual_release (release_id, line_no, nik_valid, nama, village_id, household_id)
       SELECT $1, n, FALSE, 'ORANG ' || md5(n::text), $2, $3
         FROM generate_series(100000, 160000) AS n`,
      [releaseId, areas.villageA2, await registry.householdId(world.aminah.nomorKk)],
    );
    await database.pool.query("ANALYZE individual_release");
    // One connection, so that its counters can be told to arrive at once.
    const single = createDb(database.appUrl, database.schema, { max: 1 });
    const before = await indexScans();

    await searchHouseholdsByName(single, inA1(), releaseId, ["aminah"], undefined);
    await single.$queryRaw`SELECT pg_stat_force_next_flush()::text`;
    await single.$disconnect();

    expect(await indexScans()).toBeGreaterThan(before);
  });
});

/** How often the trigram index of the release was read. */
async function indexScans(): Promise<number> {
  const { rows } = await database.pool.query<{ scans: number }>(
    `SELECT coalesce(sum(idx_scan), 0)::int AS scans
       FROM pg_stat_user_indexes
       JOIN pg_index ON pg_index.indexrelid = pg_stat_user_indexes.indexrelid
       JOIN pg_class ON pg_class.oid = pg_stat_user_indexes.indexrelid
       JOIN pg_am ON pg_am.oid = pg_class.relam
      WHERE pg_am.amname = 'gin'
        AND pg_stat_user_indexes.relname LIKE 'individual_release%'`,
  );
  return rows[0]?.scans ?? 0;
}

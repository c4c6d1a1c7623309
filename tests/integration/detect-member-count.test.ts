import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { CaseFacts } from "@/lib/cases/evidence";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, member, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
});
afterAll(() => database.drop());

async function casesOf({ nomorKk }: Family) {
  const householdId = await registry.householdId(nomorKk);
  return database.db.errorCase.findMany({
    where: { householdId, kind: "member-count-mismatch" },
    orderBy: { id: "asc" },
  });
}

let month = 0;

/** Puts the next release in force and looks at it. */
async function release(...families: Family[]) {
  month += 1;
  await registry.publishRelease({
    name: `v${month}`,
    asOf: new Date(Date.UTC(2026, month, 20)).toISOString().slice(0, 10),
    families,
  });
  const { kinds } = await detectCases(database, { day: DAY });
  return kinds["member-count-mismatch"];
}

const ofThree = (stated?: number | null) => family({ villageId: areas.villageA1, stated });

describe("member-count-mismatch", () => {
  test.each([
    ["as many as there are", 3, false],
    ["one more", 4, true],
    ["one less", 2, true],
    ["none", 0, true],
    ["no number at all", null, false],
  ])("a family of three whose row states %s", async (_name, stated, expected) => {
    const one = ofThree(stated);
    await release(one);

    const found = await casesOf(one);
    expect(found.map(({ evidence }) => evidence)).toEqual(
      expected ? [expect.objectContaining({ stated, counted: 3 })] : [],
    );
    for (const facts of found) expect(CaseFacts.safeParse(facts).success).toBe(true);
  });

  test("a family of whom no member has a row", async () => {
    const one = family({ villageId: areas.villageA1, members: [], stated: 2 });
    await release(one);

    expect(await casesOf(one)).toMatchObject([{ evidence: { stated: 2, counted: 0 } }]);
  });

  test("a person whose row stands twice counts twice", async () => {
    const twice = member();
    const one = family({ villageId: areas.villageA1, members: [twice, twice], stated: 1 });
    await release(one);

    expect(await casesOf(one)).toMatchObject([{ evidence: { stated: 1, counted: 2 } }]);
  });

  test("looking again changes nothing; a later release with the same numbers keeps the case, its area goes along", async () => {
    const one = ofThree(5);
    await release(one);
    const again = await detectCases(database, { day: DAY });
    expect(again.kinds["member-count-mismatch"]).toEqual({
      opened: 0,
      kept: 1,
      changed: 0,
      closed: 0,
      leftClosed: 0,
    });

    expect(await release({ ...one, villageId: areas.villageB1 })).toMatchObject({
      kept: 1,
      changed: 0,
    });
    expect(await casesOf(one)).toMatchObject([{ state: "open", villageId: areas.villageB1 }]);
  });

  test.each([
    ["the numbers agree", { stated: 3 }, { stated: 3, counted: 3, inRelease: true }],
    ["no number is stated", { stated: null }, { stated: null, inRelease: true }],
  ])("closes when %s, with both values", async (_name, changes, expected) => {
    const one = ofThree(5);
    await release(one);
    await release({ ...one, ...changes });

    const [found] = await casesOf(one);
    expect(found).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      evidence: { stated: 5, counted: 3 },
      closingEvidence: expected,
    });
    expect(CaseFacts.safeParse(found).success).toBe(true);
  });

  test("closes when the family left the release", async () => {
    const one = ofThree(5);
    await release(one);
    await release(ofThree());

    const [found] = await casesOf(one);
    expect(found).toMatchObject({ state: "resolved", closingEvidence: { inRelease: false } });
    expect(CaseFacts.safeParse(found).success).toBe(true);
  });

  test("that a person closed stays closed until one of the numbers changes", async () => {
    const one = ofThree(5);
    await release(one);
    const [open] = await casesOf(one);
    await database.db.$transaction((tx) =>
      dismissCase(tx, actorOf("verifier", { level: "regency" }), {
        caseId: open?.id ?? 0n,
        version: open?.version ?? 0,
        reason: "Dua anggota sedang pindah",
      }),
    );

    expect(await release(one)).toMatchObject({ opened: 0, leftClosed: 1 });
    expect(await release({ ...one, stated: 4 })).toMatchObject({ opened: 1 });
    expect((await casesOf(one)).map(({ state }) => state)).toEqual(["dismissed", "open"]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { CaseFacts } from "@/lib/cases/evidence";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, type Registry } from "../support/registry";

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

const detect = () => detectCases(database, { day: DAY });

async function casesOf({ nomorKk }: Family) {
  const householdId = await registry.householdId(nomorKk);
  return database.db.errorCase.findMany({ where: { householdId }, orderBy: { id: "asc" } });
}

describe("unranked", () => {
  let empty: Family;
  let unreadable: Family;
  let lost: Family;
  let ranked: Family[];
  let wealthy: Family;
  let nowhere: Family;

  beforeAll(async () => {
    const { villageA1: villageId } = areas;
    empty = family({ villageId, desil: null });
    unreadable = family({ villageId, desil: null, dwelling: { raw: { desil_nasional: "11" } } });
    lost = family({ villageId, desil: 3 });
    ranked = [1, 10].map((desil) => family({ villageId, desil }));
    wealthy = family({ villageId, desil: null, dwelling: { asetBergerakMobil: 1 } });
    nowhere = family({ villageId: null, desil: null });
    await registry.publishRelease({ name: "v2", asOf: "2026-07-20", families: [lost] });
    await registry.publishRelease({
      name: "v3",
      asOf: "2026-10-20",
      families: [empty, unreadable, { ...lost, desil: null }, ...ranked, wealthy, nowhere],
    });
    await registry.applyDtks({ families: [{ ...empty, desil: 1 }] });
    await registry.applyRecipients("PKH", [
      { nomorKk: empty.nomorKk, nik: empty.members[0]?.nik ?? "" },
    ]);
    await detect();
  });

  test("a family without a desil has that case, and none that compares desil", async () => {
    // It is in the old DTKS as poor, receives PKH, and another one owns a car.
    expect((await casesOf(empty)).map(({ kind }) => kind)).toEqual(["unranked"]);
    expect((await casesOf(wealthy)).map(({ kind }) => kind)).toEqual(["unranked"]);
  });

  test("a value outside 1–10 is no desil, and is told as it was written", async () => {
    const [found] = await casesOf(unreadable);

    const facts = CaseFacts.parse({ ...found, closingEvidence: null });
    expect(facts).toMatchObject({
      kind: "unranked",
      evidence: { desil: null, written: "11", previousDesil: null, releaseName: "v3" },
    });
  });

  test("the desil of the release before is told", async () => {
    expect(await casesOf(lost)).toMatchObject([{ evidence: { previousDesil: 3, written: null } }]);
  });

  test.each([0, 1])("a family at the end of the ranks has no case (%i)", async (index) => {
    const one = ranked[index];

    expect(one && (await casesOf(one))).toEqual([]);
  });

  test("a family of no recognised kelurahan has one too, without a kelurahan", async () => {
    expect(await casesOf(nowhere)).toMatchObject([{ kind: "unranked", villageId: null }]);
  });

  test("looking again opens, changes and closes nothing", async () => {
    const counts = await detect();

    expect(counts.kinds.unranked).toMatchObject({ opened: 0, kept: 5, changed: 0, closed: 0 });
  });

  // Runs last: the next release replaces the families above.
  test("closes when BPS ranks the family, with both values, and when it leaves the release", async () => {
    await registry.publishRelease({
      name: "v4",
      asOf: "2027-01-20",
      families: [{ ...lost, desil: 2 }],
    });
    const counts = await detect();

    expect(counts.kinds.unranked).toMatchObject({ opened: 0, kept: 0, closed: 5 });
    const [found] = await casesOf(lost);
    expect(CaseFacts.parse(found)).toMatchObject({
      kind: "unranked",
      closingEvidence: { inRelease: true, desil: 2, releaseName: "v4" },
    });
    expect((await casesOf(unreadable))[0]).toMatchObject({
      state: "resolved",
      closingEvidence: { inRelease: false },
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { CaseFacts } from "@/lib/cases/evidence";
import { actorOf } from "../support/actors";
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
  return database.db.errorCase.findMany({
    where: { householdId, kind: "misplaced-low" },
    include: { events: { orderBy: { id: "asc" } } },
    orderBy: { id: "asc" },
  });
}

type Row = [
  string,
  { desil: number | null } & NonNullable<Family["dwelling"]>,
  { signs: string[]; powerCode: number | null } | null,
];

const CAR = { asetBergerakMobil: 1 };
const HOUSE = { asetTidakBergerakRumahLainnya: 1 };
const car = { signs: ["car"], powerCode: null };

// Codes of `daya_terpasang`: 3 is 1.300 watt, 4 is 2.200, 5 is more. Of yes and no: 1 and 2.
const ROWS: Row[] = [
  ["a car at desil 1", { desil: 1, ...CAR }, car],
  ["a car at desil 4, the last that is low", { desil: 4, ...CAR }, car],
  ["a car at desil 5", { desil: 5, ...CAR }, null],
  ["a car without a rank", { desil: null, ...CAR }, null],
  ["the answer that there is no car", { desil: 2, asetBergerakMobil: 2 }, null],
  ["1.300 watt", { desil: 2, dayaTerpasang: 3 }, null],
  ["2.200 watt", { desil: 2, dayaTerpasang: 4 }, { signs: ["power"], powerCode: 4 }],
  ["more than 2.200 watt", { desil: 2, dayaTerpasang: 5 }, { signs: ["power"], powerCode: 5 }],
  ["another house", { desil: 3, ...HOUSE }, { signs: ["other_house"], powerCode: null }],
  ["no other house", { desil: 3, asetTidakBergerakRumahLainnya: 2 }, null],
  [
    "all three",
    { desil: 1, ...CAR, ...HOUSE, dayaTerpasang: 5 },
    { signs: ["car", "power", "other_house"], powerCode: 5 },
  ],
  ["a car and little power", { desil: 1, ...CAR, dayaTerpasang: 1 }, car],
  ["no answers at all", { desil: 1 }, null],
];

describe("misplaced-low", () => {
  const families = new Map<string, Family>();

  beforeAll(async () => {
    for (const [name, { desil, ...dwelling }] of ROWS)
      families.set(name, family({ villageId: areas.villageA1, desil, dwelling }));
    await registry.publishRelease({
      name: "v3",
      asOf: "2026-10-20",
      families: [...families.values()],
    });
    await detect();
  });

  test.each(ROWS)("%s", async (name, _row, expected) => {
    const one = families.get(name);
    const found = one ? await casesOf(one) : [];

    expect(found.map(({ evidence }) => evidence)).toEqual(
      expected ? [expect.objectContaining(expected)] : [],
    );
  });

  test("the evidence can be read, and names the limits and the release", async () => {
    const one = families.get("2.200 watt");
    const [found] = one ? await casesOf(one) : [];

    const facts = CaseFacts.parse({ closingEvidence: null, ...found });

    expect(facts.evidence).toMatchObject({
      desil: 2,
      previousDesil: null,
      desilMax: 4,
      wattsMin: 2200,
      legalBasis: "Kebijakan kantor (nilai awal)",
      releaseName: "v3",
      asOf: "2026-10-20",
    });
  });

  test("looking again opens, changes and closes nothing", async () => {
    const counts = await detect();

    expect(counts.kinds["misplaced-low"]).toEqual({
      opened: 0,
      kept: 7,
      changed: 0,
      closed: 0,
      leftClosed: 0,
    });
  });

  test("the setting of the day decides, not a constant", async () => {
    await database.pool.query(
      `UPDATE office_setting SET value = '{"desilMax": 2, "wattsMin": 2201}' WHERE key = 'misplaced_low'`,
    );
    const counts = await detect();
    await database.pool.query(
      `UPDATE office_setting SET value = '{"desilMax": 4, "wattsMin": 2200}' WHERE key = 'misplaced_low'`,
    );
    const again = await detect();

    // Desil 3 and 4, and 2.200 watt, are outside the stricter limits.
    expect(counts.kinds["misplaced-low"]).toMatchObject({ kept: 4, closed: 3 });
    expect(again.kinds["misplaced-low"]).toMatchObject({ opened: 3 });
  });
});

// Runs last: each release replaces the families above.
describe("over several releases a case", () => {
  const publish = async (name: string, month: number, ...families: Family[]) => {
    await registry.publishRelease({ name, asOf: `2027-0${month}-20`, families });
    return detect();
  };

  test("closes when the family no longer owns what told of means, with both values", async () => {
    const one = family({ villageId: areas.villageA1, desil: 2, dwelling: CAR });
    await publish("v4", 1, one);
    await publish("v5", 2, { ...one, dwelling: { asetBergerakMobil: 2 } });

    const [found] = await casesOf(one);
    expect(found).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      evidence: { desil: 2, signs: ["car"] },
      closingEvidence: { desil: 2, signs: [], inRelease: true },
    });
    expect(CaseFacts.safeParse(found).success).toBe(true);
  });

  test("closes when the family left the release", async () => {
    const one = family({ villageId: areas.villageA1, desil: 2, dwelling: CAR });
    await publish("v6", 3, one);
    await publish("v7", 4, family({ villageId: areas.villageA1 }));

    const [found] = await casesOf(one);
    expect(found).toMatchObject({
      state: "resolved",
      closingEvidence: { inRelease: false, desil: null, signs: [] },
    });
    expect(CaseFacts.safeParse(found).success).toBe(true);
  });

  test("that a person closed stays closed until a sign or the desil changes, not for another asset", async () => {
    const one = family({ villageId: areas.villageA1, desil: 2, dwelling: CAR });
    await publish("v8", 5, one);
    const dismiss = async () => {
      const open = (await casesOf(one)).find(({ state }) => state === "open");
      await database.db.$transaction((tx) =>
        dismissCase(tx, actorOf("verifier", { level: "regency" }), {
          caseId: open?.id ?? 0n,
          version: open?.version ?? 0,
          reason: "Mobil sewaan untuk bekerja",
        }),
      );
    };
    await dismiss();

    const little = { ...one, dwelling: { ...CAR, dayaTerpasang: 3 } };
    const same = await publish("v9", 6, little);
    const more = await publish("v10", 7, { ...one, dwelling: { ...CAR, dayaTerpasang: 4 } });
    await dismiss();
    const most = await publish("v11", 8, { ...one, dwelling: { ...CAR, dayaTerpasang: 5 } });

    expect(same.kinds["misplaced-low"]).toMatchObject({ opened: 0, leftClosed: 1 });
    expect(more.kinds["misplaced-low"]).toMatchObject({ opened: 1 });
    expect(most.kinds["misplaced-low"]).toMatchObject({ opened: 1 });
    expect((await casesOf(one)).map(({ state }) => state)).toEqual([
      "dismissed",
      "dismissed",
      "open",
    ]);
  });
});

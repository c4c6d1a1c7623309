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
    where: { householdId, kind: "extreme-shift" },
    include: { events: { orderBy: { id: "asc" } } },
    orderBy: { id: "asc" },
  });
}

type Desil = number | null | "absent";

const ROWS: [before: Desil, now: Desil, band: string | null][] = [
  [2, 5, null],
  [2, 6, "significantUp"],
  [1, 7, "significantUp"],
  [1, 8, "extremeUp"],
  [1, 10, "extremeUp"],
  [5, 2, null],
  [6, 2, "significantDown"],
  [7, 1, "significantDown"],
  [8, 1, "extremeDown"],
  [4, 4, null],
  [null, 8, null],
  [2, null, null],
  ["absent", 9, null],
];

describe("extreme-shift", () => {
  const families = ROWS.map(([before, now, band]) => ({
    before,
    now,
    band,
    one: family({ villageId: areas?.villageA1 ?? null }),
  }));
  const editionOf = (pick: (row: (typeof families)[number]) => Desil) =>
    families.flatMap((row) => {
      const desil = pick(row);
      return desil === "absent" ? [] : [{ ...row.one, villageId: areas.villageA1, desil }];
    });

  beforeAll(async () => {
    await registry.publishRelease({
      name: "v2",
      asOf: "2026-07-20",
      families: editionOf(({ before }) => before),
    });
    await detect();
    await registry.publishRelease({
      name: "v3",
      asOf: "2026-10-20",
      families: editionOf(({ now }) => now),
    });
    await detect();
  });

  test.each(families)("from $before to $now: $band", async ({ one, before, now, band }) => {
    expect((await casesOf(one)).map(({ evidence }) => evidence)).toEqual(
      band === null
        ? []
        : [expect.objectContaining({ previousDesil: before, desil: now, shiftedDesil: now, band })],
    );
  });

  test("the evidence can be read, and names both releases, the border and the kelurahan", async () => {
    const [found] = await casesOf(families[1]?.one as Family);

    expect(found).toMatchObject({ villageId: areas.villageA1, programCode: null });
    expect(CaseFacts.parse(found).evidence).toMatchObject({
      previousReleaseName: "v2",
      releaseName: "v3",
      asOf: "2026-10-20",
      inRelease: true,
      stepsMin: 4,
      legalBasis: "Kebijakan kantor (nilai awal)",
    });
  });

  test("looking again opens, changes and closes nothing", async () => {
    const counts = await detect();

    expect(counts.kinds["extreme-shift"]).toEqual({
      opened: 0,
      kept: 7,
      changed: 0,
      closed: 0,
      leftClosed: 0,
    });
  });

  test("the setting of the day decides how many steps are many", async () => {
    const set = (value: string) =>
      database.pool.query(`UPDATE office_setting SET value = $1 WHERE key = 'extreme_shift'`, [
        value,
      ]);
    await set('{"stepsMin": 5, "extremeStepsMin": 6}');
    const stricter = await detect();
    await set('{"stepsMin": 4, "extremeStepsMin": 7}');
    const again = await detect();

    // Two families moved exactly four steps.
    expect(stricter.kinds["extreme-shift"]).toMatchObject({ kept: 5, closed: 2 });
    expect(again.kinds["extreme-shift"]).toMatchObject({ kept: 5, opened: 2 });
  });
});

// Runs last: each release replaces the families above.
describe("over several releases a case", () => {
  let month = 0;

  /** Publishes and looks at one release for each desil; the result of the last. */
  async function releases(one: Family, ...desils: Desil[]) {
    let counts = await detect();
    for (const desil of desils) {
      month += 1;
      await registry.publishRelease({
        name: `r${month}`,
        asOf: `${2027 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, "0")}-20`,
        families:
          desil === "absent"
            ? [family({ villageId: areas.villageA1 })]
            : [{ ...one, villageId: one.villageId ?? areas.villageA1, desil }],
      });
      counts = await detect();
    }
    return counts.kinds["extreme-shift"];
  }

  const newFamily = () => family({ villageId: areas.villageA1 });

  test("stays open while the desil is as far from the one before the shift, and says so once it moves on", async () => {
    const one = newFamily();
    await releases(one, 2, 7);
    expect(await releases(one, 7)).toMatchObject({ opened: 0, closed: 0 });
    expect((await casesOf(one))[0]?.events.map(({ action }) => action)).toEqual(["open"]);
    await releases(one, 10, 6);

    const [found] = await casesOf(one);
    expect(found).toMatchObject({ state: "open", evidence: { previousDesil: 2, desil: 6 } });
    expect(found?.events.map(({ action }) => action)).toEqual([
      "open",
      "change_evidence",
      "change_evidence",
    ]);
  });

  test("closes once the desil is within three of the one before the shift, with both values", async () => {
    const one = newFamily();
    const counts = await releases(one, 2, 7, 7, 5);

    expect(counts).toMatchObject({ closed: 1 });
    const [found] = await casesOf(one);
    expect(found).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      evidence: { previousDesil: 2, desil: 7 },
      closingEvidence: { desil: 5, inRelease: true },
    });
    expect(CaseFacts.safeParse(found).success).toBe(true);
  });

  test("that closed because the family came back is not opened by the way back", async () => {
    const one = newFamily();
    await releases(one, 2, 8, 1);
    const again = await detect();

    expect((await casesOf(one)).map(({ state }) => state)).toEqual(["resolved"]);
    expect(again.kinds["extreme-shift"]).toMatchObject({ opened: 0 });
    expect(await releases(one, 1, 5)).toMatchObject({ opened: 1 });
    const [first, second] = await casesOf(one);
    expect(second).toMatchObject({
      previousCaseId: first?.id,
      evidence: { previousDesil: 1, desil: 5 },
    });
  });

  test("is not closed by a release without a rank, or without the family", async () => {
    const one = newFamily();
    await releases(one, 9, 3, null);
    const [unranked] = await casesOf(one);
    expect(unranked).toMatchObject({
      state: "open",
      evidence: { previousDesil: 9, desil: null, shiftedDesil: 3, band: "significantDown" },
    });
    expect(CaseFacts.safeParse(unranked).success).toBe(true);

    await releases(one, "absent");
    const [absent] = await casesOf(one);
    expect(absent).toMatchObject({ state: "open", evidence: { inRelease: false, desil: null } });
    expect(CaseFacts.safeParse(absent).success).toBe(true);

    await releases(one, 8);
    expect(await casesOf(one)).toMatchObject([{ state: "resolved" }]);
  });

  test("goes along when the family moves to another kelurahan", async () => {
    const one = newFamily();
    await releases(one, 2, 8);
    await releases({ ...one, villageId: areas.villageB1 }, 8);

    expect(await casesOf(one)).toMatchObject([{ state: "open", villageId: areas.villageB1 }]);
  });

  test("that a person closed stays closed, also in later releases, until the desil shifts again", async () => {
    const one = newFamily();
    await releases(one, 2, 7);
    const [open] = await casesOf(one);
    await database.db.$transaction((tx) =>
      dismissCase(tx, actorOf("verifier", { level: "regency" }), {
        caseId: open?.id ?? 0n,
        version: open?.version ?? 0,
        reason: "Anak sudah bekerja",
      }),
    );

    const again = await detect();
    expect(again.kinds["extreme-shift"]).toMatchObject({ opened: 0, leftClosed: 1 });
    expect(await releases(one, 7, 8)).toMatchObject({ opened: 0 });
    expect((await casesOf(one)).map(({ state }) => state)).toEqual(["dismissed"]);
    expect(CaseFacts.safeParse((await casesOf(one))[0]).success).toBe(true);

    expect(await releases(one, 3)).toMatchObject({ opened: 1 });
    expect((await casesOf(one)).map(({ state }) => state)).toEqual(["dismissed", "open"]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { detectCases } from "@/lib/cases/detect";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import {
  createRegistry,
  type DtksFamily,
  type Family,
  family,
  type Registry,
} from "../support/registry";

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
  return database.db.errorCase.findMany({ where: { householdId, kind: "misplaced-high" } });
}

type Row = [string, { dtks: readonly (number | null)[]; desil: number | null }, boolean];

const ROWS: Row[] = [
  ["desil 1 that became 5", { dtks: [1, 1, 1], desil: 5 }, true],
  ["desil 3 that became 5", { dtks: [3, 3, 3], desil: 5 }, true],
  ["desil 3 that became 4", { dtks: [3, 3, 3], desil: 4 }, false],
  ["desil 4 that became 10", { dtks: [4, 4, 4], desil: 10 }, false],
  ["rows that differ: the lowest counts", { dtks: [4, 2, null], desil: 8 }, true],
  ["a list without desil", { dtks: [null, null, null], desil: 8 }, false],
  ["a family that BPS did not rank", { dtks: [1, 1, 1], desil: null }, false],
];

describe("misplaced-high", () => {
  const families = new Map<string, Family>();
  let movedTo: Family;

  beforeAll(async () => {
    const { villageA1: villageId } = areas;
    const dtks: DtksFamily[] = [];
    for (const [name, row] of ROWS) {
      const one = family({ villageId, desil: row.desil });
      families.set(name, one);
      dtks.push({ ...one, desils: row.dtks });
    }

    const underNewNumber = family({ villageId, desil: 6 });
    const before = { ...underNewNumber, nomorKk: "1099000000000001", desil: 2 };
    families.set("under a new No KK", underNewNumber);
    dtks.push(before);
    movedTo = underNewNumber;

    const latest = family({ villageId, desil: 9 });
    families.set("poor in an older edition only", latest);
    const notApplied = family({ villageId, desil: 9 });
    families.set("poor in a list that nobody applied", notApplied);

    await registry.publishRelease({
      name: "v3",
      asOf: "2026-10-20",
      families: [...families.values()],
    });
    await registry.applyDtks({
      name: "DTKS 2023",
      asOf: "2023-12-31",
      families: [{ ...latest, desil: 1 }],
    });
    await registry.applyDtks({
      name: "DTKS Desember 2024",
      asOf: "2024-12-31",
      families: [...dtks, { ...latest, desil: 4 }],
    });
    const listId = await registry.applyDtks({
      name: "DTKS 2025",
      asOf: "2025-06-30",
      families: [{ ...notApplied, desil: 1 }],
    });
    await database.db.dtksList.update({ where: { id: listId }, data: { appliedAt: null } });
    await detectCases(database, { day: DAY });
  });

  test.each(ROWS)("%s: %j → %s", async (name, _row, shown) => {
    const one = families.get(name);

    expect(one && (await casesOf(one))).toHaveLength(shown ? 1 : 0);
  });

  test("the old list's No KK is followed to the family of today", async () => {
    const [found] = await casesOf(movedTo);

    expect(found?.evidence).toMatchObject({ dtksDesil: 2, desil: 6 });
  });

  test("only the latest applied edition of the old DTKS counts", async () => {
    const older = families.get("poor in an older edition only");
    const newer = families.get("poor in a list that nobody applied");

    expect(older && (await casesOf(older))).toEqual([]);
    expect(newer && (await casesOf(newer))).toEqual([]);
  });

  test("the evidence names both lists, their dates, both desil and the office's thresholds", async () => {
    const one = families.get("desil 1 that became 5");
    const [found] = one ? await casesOf(one) : [];

    expect(found).toMatchObject({
      programCode: null,
      ruleVersion: null,
      fingerprint: "dtksDesil=1;desil=5;dtksDesilMax=3;desilMin=5",
      evidence: {
        dtksDesil: 1,
        dtksListName: "DTKS Desember 2024",
        dtksAsOf: "2024-12-31",
        desil: 5,
        dtksDesilMax: 3,
        desilMin: 5,
        releaseName: "v3",
        asOf: "2026-10-20",
      },
    });
  });

  test("another threshold from a day on closes what it no longer shows, with both values", async () => {
    await database.db.officeSetting.update({
      where: { key_validFrom: { key: "misplaced_high", validFrom: new Date("2025-05-26") } },
      data: { validUntil: new Date("2026-12-31") },
    });
    await database.db.officeSetting.create({
      data: {
        key: "misplaced_high",
        validFrom: new Date("2027-01-01"),
        value: { dtksDesilMax: 3, desilMin: 6 },
        legalBasis: "Keputusan kepala dinas",
      },
    });
    const atFive = families.get("desil 1 that became 5");
    const atEight = families.get("rows that differ: the lowest counts");

    await detectCases(database, { day: new Date("2026-12-31T03:00:00Z") });
    const before = atFive && (await casesOf(atFive));
    await detectCases(database, { day: new Date("2027-01-01T03:00:00Z") });

    expect(before).toMatchObject([{ state: "open" }]);
    expect(atFive && (await casesOf(atFive))).toMatchObject([
      {
        state: "resolved",
        outcome: "new_data",
        closedBy: null,
        evidence: { desil: 5, desilMin: 5 },
        closingEvidence: { desil: 5, desilMin: 6, legalBasis: "Keputusan kepala dinas" },
      },
    ]);
    expect(atEight && (await casesOf(atEight))).toMatchObject([
      { state: "open", evidence: { desilMin: 6 } },
    ]);
  });
});

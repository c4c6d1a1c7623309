import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import {
  countHouseholds,
  type HouseholdFilter,
  type HouseholdListRow,
  listHouseholds,
  PAGE_SIZE,
} from "@/lib/registry/list-households";
import type { HouseholdCursor } from "@/lib/registry/schema";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, family, member } from "../support/registry";

const EVERY: HouseholdFilter = { villageIds: undefined, desil: [], openCasesOnly: false };

let database: TestDatabase;
let areas: TestAreas;
let releaseId: number;
let regency: UserActor;

/** In A1 120 families of desil 1 to 10 and none, in B1 one over the limit, one without a kelurahan. */
beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  regency = actorOf("operator", { level: "regency" });
  const registry = createRegistry(database.db, database.pool);
  const many = Array.from({ length: 120 }, (_, index) => {
    const desil = index % 11;
    // Twelve namesakes each, so that the order needs more than the name; the last two have none.
    const name = `KELUARGA ${String.fromCharCode(65 + (index % 10))}`;
    const members = index < 118 ? [member({ name }), member()] : [];
    return family({ villageId: areas.villageA1, desil: desil === 0 ? null : desil, members });
  });
  const over = family({ villageId: areas.villageB1, desil: 9 });
  const nowhere = family({ villageId: null, desil: 2 });
  releaseId = await registry.publishRelease({
    name: "v3",
    asOf: "2026-10-20",
    families: [...many, over, nowhere],
  });
  await registry.applyRecipients("PKH", [
    { nomorKk: over.nomorKk, nik: over.members[0]?.nik ?? "", villageId: areas.villageB1 },
  ]);
  await detectCases(database, { day: new Date("2026-11-22T03:00:00Z") });
});
afterAll(() => database.drop());

const within = (...villageIds: number[]) => actorOf("companion", { level: "villages", villageIds });

async function everyPage(
  actor: UserActor,
  filter: HouseholdFilter = EVERY,
): Promise<HouseholdListRow[][]> {
  const pages: HouseholdListRow[][] = [];
  let after: HouseholdCursor | null = null;
  do {
    const page = await listHouseholds(database.appDb, actor, releaseId, filter, after);
    pages.push([...page.rows]);
    after = page.next;
  } while (after);
  return pages;
}

const count = (actor: UserActor, filter: HouseholdFilter = EVERY) =>
  countHouseholds(database.appDb, actor, releaseId, filter);

describe("the list of families", () => {
  test("shows each family once, by the head's name, those without a name last", async () => {
    const pages = await everyPage(regency);
    const rows = pages.flat();

    expect(pages.map((page) => page.length)).toEqual([PAGE_SIZE, PAGE_SIZE, 22]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(122);
    expect(rows.slice(-2).map(({ headName }) => headName)).toEqual([null, null]);
    const names = rows.slice(0, -2).map(({ headName }) => headName ?? "");
    expect(names).toEqual(names.toSorted((one, other) => (one < other ? -1 : 1)));
  });

  test("reads the same order kelurahan by kelurahan as over the whole regency", async () => {
    const villageIds = [areas.villageA1, areas.villageB1];
    const whole = (await everyPage(regency)).flat().filter(({ kelurahan }) => kelurahan !== null);

    const merged = (await everyPage(regency, { ...EVERY, villageIds })).flat();

    expect(merged.map(({ id }) => id)).toEqual(whole.map(({ id }) => id));
  });

  test("counts what it shows, for every area and filter", async () => {
    const filters: HouseholdFilter[] = [
      EVERY,
      { ...EVERY, desil: ["1", "10"] },
      { ...EVERY, desil: ["kosong"] },
      { ...EVERY, openCasesOnly: true },
      { ...EVERY, villageIds: [areas.villageB1] },
      { ...EVERY, villageIds: null },
    ];
    for (const actor of [regency, within(areas.villageA1), within(areas.villageB1), within()])
      for (const filter of filters)
        expect(await count(actor, filter)).toBe((await everyPage(actor, filter)).flat().length);
  });

  test("shows nobody outside one's own kelurahan, whatever the filter asks for", async () => {
    const companion = within(areas.villageB1);

    expect(await count(companion)).toBe(1);
    expect(await count(companion, { ...EVERY, villageIds: [areas.villageA1] })).toBe(0);
    expect(await count(companion, { ...EVERY, villageIds: null })).toBe(0);
    expect(await count(within())).toBe(0);
    expect(await count(regency, { ...EVERY, villageIds: null })).toBe(1);
  });

  test("takes several desil, and families that have none only when asked for", async () => {
    const rows = (await everyPage(regency, { ...EVERY, desil: ["3", "7", "kosong"] })).flat();

    expect(new Set(rows.map(({ desil }) => desil))).toEqual(new Set([3, 7, null]));
    expect(rows.filter(({ desil }) => desil === null)).toHaveLength(11);
  });

  test("finds the families with an open case and tells which, with the aid that is held", async () => {
    const rows = (await everyPage(regency, { ...EVERY, openCasesOnly: true })).flat();
    const [row, ...others] = rows.toSorted((one, other) => (other.desil ?? 0) - (one.desil ?? 0));

    expect(others.map(({ openCases }) => openCases)).toEqual(
      Array.from({ length: 11 }, () => [expect.objectContaining({ kind: "unranked" })]),
    );
    expect(row).toMatchObject({
      desil: 9,
      kelurahan: "Klojen",
      memberCount: 3,
      programs: [{ code: "PKH", state: "suspended" }],
      openCases: [{ kind: "over-limit" }],
    });
    expect(row?.nomorKkEnding).toHaveLength(4);
  });

  test("a place that the filter no longer finds begins the list again", async () => {
    const first = await listHouseholds(database.appDb, regency, releaseId, EVERY, null);
    const gone = { releaseId, lineNo: 9_999 };

    const again = await listHouseholds(database.appDb, regency, releaseId, EVERY, gone);

    expect(again.rows).toEqual(first.rows);
  });
});

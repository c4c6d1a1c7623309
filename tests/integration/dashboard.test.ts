import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { listAreasInScope } from "@/lib/areas/queries";
import type { AreaScope } from "@/lib/auth/types";
import { DETECTED_KINDS } from "@/lib/cases/kinds";
import { countCases } from "@/lib/cases/list-cases";
import { countGroundchecks } from "@/lib/groundchecks/list-groundchecks";
import { countUnassigned } from "@/lib/groundchecks/list-unassigned";
import { type Dashboard, readDashboard } from "@/lib/insights/dashboard";
import { FUNNEL_STAGES } from "@/lib/insights/funnel";
import { findOffice, type Office } from "@/lib/office/queries";
import { countSuspended } from "@/lib/programs/list-suspended";
import { SUSPENSION_WAITS } from "@/lib/programs/suspension-schema";
import { bandRange, type FamilyMovement, MOVEMENT_OF_BAND } from "@/lib/registry/family-movement";
import { countHouseholds, type HouseholdFilter } from "@/lib/registry/list-households";
import { DESIL_CHOICES } from "@/lib/registry/schema";
import { SHIFT_BANDS } from "@/lib/registry/shift-borders";
import { invariant } from "@/lib/shared/invariant";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import type { TestAreas } from "../support/people";
import { countPlainly } from "../support/plain-figures";
import { layRandomOffice } from "../support/random-office";

const MIGRATION = join(
  import.meta.dirname,
  "../../prisma/migrations/20261122213000_keep_what_the_dashboard_reads/migration.sql",
);

const SEED = 4_2026;

let database: TestDatabase;
let areas: TestAreas;
let office: Office & { readonly release: NonNullable<Office["release"]> };

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await layRandomOffice(database, SEED);
  const found = await findOffice(database.appDb);
  invariant(found?.release, "the random office has a release in force");
  office = { ...found, release: found.release };
});
afterAll(() => database.drop());

const SCOPES: readonly {
  readonly who: string;
  readonly area: () => AreaScope;
}[] = [
  { who: "the whole regency", area: () => ({ level: "regency" }) },
  {
    who: "two kelurahan of two kecamatan",
    area: () => ({ level: "villages", villageIds: [areas.villageA1, areas.villageB2] }),
  },
];

async function read(area: AreaScope) {
  const actor = actorOf("head", area);
  const inScope = await listAreasInScope(database.appDb, actor);
  const dashboard = await readDashboard(database.appDb, actor, office, inScope);
  return { actor, dashboard, plain: await countPlainly(database, area) };
}

describe.each(SCOPES)("the dashboard of somebody who works for $who", ({ area }) => {
  let figures: Awaited<ReturnType<typeof read>>;
  beforeAll(async () => {
    figures = await read(area());
  });

  test("counts families and persons by desil and by kecamatan", () => {
    const { dashboard, plain } = figures;
    for (const { desil, ...counts } of dashboard.desil) expect(counts).toEqual(plain.desil(desil));
    for (const { code, name: _name, visits, ...counts } of dashboard.places) {
      const { oldest: _oldest, ...states } = visits;
      expect({ ...counts, visits: states }).toEqual(plain.place(code));
    }
    expect(dashboard.desil.every(({ households }) => households > 0)).toBe(true);
    expect(sum(dashboard.places, "households")).toBe(sum(dashboard.desil, "households"));
    expect(sum(dashboard.places, "individuals")).toBe(sum(dashboard.desil, "individuals"));
  });

  test("counts every case once, by kind and stage", () => {
    const { dashboard, plain } = figures;
    const counted = dashboard.funnel.flatMap(({ kinds }) => kinds);
    for (const { kind, stages } of counted)
      for (const stage of [...FUNNEL_STAGES, "selesai"] as const)
        expect([kind, stage, stages[stage]]).toEqual([kind, stage, plain.stage(kind, stage)]);
    const total = dashboard.funnel.flatMap(({ stages }) => Object.values(stages));
    expect(total.reduce((all, one) => all + one, 0)).toBe(plain.cases);
    expect(plain.cases).toBeGreaterThan(10);
    expect(dashboard.caseChanges).toEqual(plain.caseChanges);
  });

  test("counts what changed since the release before", () => {
    const { dashboard, plain } = figures;
    const { shifts = [], previous, ...movement } = dashboard.movement ?? {};
    expect(previous?.name).toBe("v2");
    expect(movement).toEqual(plain.movement);
    for (const { shift, households } of shifts)
      expect([shift, households]).toEqual([shift, plain.shifted(shift)]);
    expect(sum(shifts, "households")).toBe(plain.inBoth);
  });

  test("counts suspended aids by program, by whom they wait for and how long", () => {
    const { dashboard, plain } = figures;
    for (const { programCode, waitsFor, oldest: _oldest, ...counts } of dashboard.suspended)
      expect(counts).toEqual(plain.held(programCode, waitsFor));
    expect(sum(dashboard.suspended, "count")).toBe(plain.heldCount);
    expect(plain.heldCount).toBeGreaterThan(5);
    expect(dashboard.suspendedSince).toEqual(plain.heldSince);
  });

  test("counts visits by companion, and families that nobody visits", () => {
    const { dashboard, plain } = figures;
    for (const { id, name: _name, oldest: _oldest, ...counts } of dashboard.companions)
      expect(counts).toEqual(plain.companion(id));
    expect(dashboard.companions).toHaveLength(plain.companions);
    expect(dashboard.waitingFamilies).toBe(plain.waitingFamilies);
  });

  test("counts whom the newest list names, and what stands beside the years", () => {
    const { dashboard, plain } = figures;
    const { name: _name, asOf: _asOf, ...list } = dashboard.list ?? {};
    expect(list).toEqual(plain.list);
    const known = dashboard.years.map(({ year, withinLimit, openCases }) => [
      year,
      { withinLimit, openCases },
    ]);
    expect(Object.fromEntries(known)).toEqual(plain.years);
  });

  test("gives every figure as its list counts it", async () => {
    const { actor, dashboard } = figures;
    const db = database.appDb;
    const choice = (code: string) => villagesOf(dashboard.places, code);
    const families = (filter: Partial<HouseholdFilter>) =>
      countHouseholds(db, actor, office.release.id, {
        villageIds: undefined,
        desil: [],
        openCasesOnly: false,
        ...filter,
      });
    for (const { desil, households } of dashboard.desil)
      expect(await families({ desil: [desilChoice(desil)] })).toBe(households);
    for (const place of dashboard.places) {
      const villageIds = choice(place.code);
      expect(await families({ villageIds })).toBe(place.households);
      expect(await families({ villageIds, desil: ["1", "2", "3", "4"] })).toBe(place.withinLimit);
      expect(await countCases(db, actor, { tab: "terbuka", villageIds })).toBe(place.openCases);
      expect(await countUnassigned(db, actor, { villageIds })).toBe(place.waitingFamilies);
      const { oldest: _oldest, ...visits } = place.visits;
      expect(await countGroundchecks(db, actor, { villageIds })).toEqual(visits);
    }
    for (const { id, name: _name, oldest: _oldest, ...visits } of dashboard.companions)
      expect(await countGroundchecks(db, actor, { companionId: id })).toEqual(visits);
    for (const kind of DETECTED_KINDS)
      for (const stage of FUNNEL_STAGES)
        expect(await countCases(db, actor, { tab: "terbuka", kind, stage })).toBe(
          stageCount(dashboard, kind, stage),
        );
    const since = office.release.publishedAt;
    expect(await countCases(db, actor, { tab: "terbuka", since })).toBe(
      dashboard.caseChanges.opened,
    );
    expect(await countCases(db, actor, { tab: "selesai", since })).toBe(
      dashboard.caseChanges.closed,
    );
    expect(await countSuspended(db, actor, { since })).toEqual(dashboard.suspendedSince);
    for (const { programCode, waitsFor, count, days30 } of dashboard.suspended) {
      const tab = waitsFor === "keputusan" ? "putuskan" : "menunggu";
      const filter = { programCode, waitsFor };
      expect((await countSuspended(db, actor, filter))[tab]).toBe(count);
      expect((await countSuspended(db, actor, { ...filter, ageDays: 30 }))[tab]).toBe(days30);
    }
    const { movement, borders } = dashboard;
    const moved = (of: FamilyMovement) => families({ movement: { of, borders } });
    expect(await moved("baru")).toBe(movement?.added);
    expect(await moved("pindah")).toBe(movement?.moved);
    expect(await moved("nomor-kk")).toBe(movement?.numberChanged);
    for (const band of SHIFT_BANDS) {
      const { min, max } = bandRange(band, borders);
      const within = movement?.shifts.filter(
        ({ shift }) => shift !== null && min <= shift && shift <= max,
      );
      expect(await moved(MOVEMENT_OF_BAND[band])).toBe(sum(within ?? [], "households"));
    }
    const unranked = movement?.shifts.find(({ shift }) => shift === null)?.households ?? 0;
    expect(await moved("tanpa-desil")).toBe(unranked);
  });
});

test("every person an aid can wait for occurs, so that the counts mean something", async () => {
  const { dashboard } = await read({ level: "regency" });

  expect(new Set(dashboard.suspended.map(({ waitsFor }) => waitsFor))).toEqual(
    new Set(SUSPENSION_WAITS),
  );
});

test("somebody of one kecamatan reads it by kelurahan, without what has none", async () => {
  const { dashboard } = await read({
    level: "villages",
    villageIds: [areas.villageA1, areas.villageA2],
  });

  expect(dashboard.breakdown).toBe("kelurahan");
  expect(dashboard.places.map(({ name }) => name)).toEqual(["Arjosari", "Balearjosari"]);
  expect(sum(dashboard.places, "households")).toBe(sum(dashboard.desil, "households"));
});

test("an office that had releases before there were counts gets the same ones by the migration", async () => {
  const { pool } = database;
  const counts = async () => {
    const tables = await Promise.all([
      pool.query(
        "SELECT release_id, village_id, desil, households, individuals FROM rollup_desil ORDER BY 1, 2, 3",
      ),
      pool.query(
        "SELECT release_id, village_id, measure, shift, households FROM rollup_movement ORDER BY 1, 2, 3, 4",
      ),
      pool.query(
        "SELECT list_id, village_id, recipients, unmatched FROM rollup_recipient ORDER BY 1, 2",
      ),
    ]);
    return tables.map(({ rows }) => rows);
  };
  const counted = await counts();
  await pool.query("TRUNCATE rollup_desil, rollup_movement, rollup_recipient");

  const migration = await readFile(MIGRATION, "utf8");
  for (const statement of migration.split(";\n").filter((text) => /^INSERT INTO/m.test(text)))
    await pool.query(statement);

  expect(await counts()).toEqual(counted);
  expect(counted.every((rows) => rows.length > 0)).toBe(true);
});

function sum<Key extends string>(rows: readonly Readonly<Record<Key, number>>[], key: Key): number {
  return rows.reduce((all, row) => all + row[key], 0);
}

function desilChoice(desil: number | null): (typeof DESIL_CHOICES)[number] {
  const choice = DESIL_CHOICES.find((one) => one === (desil === null ? "kosong" : String(desil)));
  invariant(choice, "every desil can be chosen");
  return choice;
}

function stageCount({ funnel }: Dashboard, kind: string, stage: (typeof FUNNEL_STAGES)[number]) {
  const found = funnel.flatMap(({ kinds }) => kinds).find((one) => one.kind === kind);
  return found?.stages[stage] ?? 0;
}

/** The kelurahan that a row's link narrows a list to. */
function villagesOf(places: Dashboard["places"], code: string): readonly number[] | null {
  const ofPlace: Readonly<Record<string, readonly number[]>> = {
    "35.73.01": [areas.villageA1, areas.villageA2],
    "35.73.02": [areas.villageB1, areas.villageB2],
  };
  expect(places.map((place) => place.code)).toContain(code);
  return ofPlace[code] ?? null;
}

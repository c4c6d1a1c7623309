import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Role, UserActor } from "@/lib/auth/types";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { type ExportedCase, exportOpenCases } from "@/lib/cases/export-open-cases";
import { listHouseholdCases } from "@/lib/cases/household-cases";
import { forEachKind } from "@/lib/cases/kinds";
import { type CasePage, countCases, countCasesByKind, listCases } from "@/lib/cases/list-cases";
import { findCase } from "@/lib/cases/queries";
import {
  type CaseCursor,
  type CaseFilter,
  CaseListParams,
  writeCaseCursor,
} from "@/lib/cases/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, member, type Registry } from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const OPEN: CaseFilter = { tab: "terbuka" };

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let regency: UserActor;
let verifier: UserActor;

async function person(role: Role): Promise<UserActor> {
  const { id, username } = await createTestPerson(database.db, role, [areas.regency]);
  const area = { level: "regency" } as const;
  return { kind: "user", id, sessionId: id, username, name: username, role, area };
}

const within = (...villageIds: number[]): UserActor => ({
  ...regency,
  area: { level: "villages", villageIds },
});

/** The made-up office: one case of each kind in A1, one in B1, one of no recognised kelurahan, and 60 in A2. */
const world = {
  over: [] as Family[],
  high: undefined as Family | undefined,
  missing: undefined as Family | undefined,
  recipientOnly: undefined as Family | undefined,
};

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  regency = await person("operator");
  verifier = await person("verifier");
  const at = (villageId: number | null, desil: number) => family({ villageId, desil });
  const [inA1, inB1, nowhere] = [at(areas.villageA1, 6), at(areas.villageB1, 7), at(null, 8)];
  const many = Array.from({ length: 60 }, () =>
    family({ villageId: areas.villageA2, desil: 9, members: [member()] }),
  );
  const high = at(areas.villageA1, 5);
  const missing = at(areas.villageA1, 2);
  const recipientOnly = at(areas.villageA1, 2);
  Object.assign(world, { over: [inA1, inB1, nowhere, ...many], high, missing, recipientOnly });
  await registry.publishRelease({
    name: "v3",
    asOf: "2026-10-20",
    families: [inA1, inB1, nowhere, ...many, high],
  });
  await registry.applyDtks({ families: [{ ...high, desil: 1 }, missing] });
  await registry.applyRecipients(
    "SEMBAKO",
    [...world.over, recipientOnly].map(({ nomorKk, members }) => ({
      nomorKk,
      nik: members[0]?.nik ?? "",
      name: members[0]?.name,
      villageId: areas.villageA1,
    })),
  );
  await detectCases(database, { day: DAY });
});
afterAll(() => database.drop());

const list = (actor: UserActor, filter: CaseFilter = OPEN, after: CaseCursor | null = null) =>
  listCases(database.appDb, actor, filter, after);

async function pages(actor: UserActor, filter: CaseFilter = OPEN): Promise<CasePage[]> {
  const all: CasePage[] = [await list(actor, filter)];
  for (let next = all[0]?.next; next; next = all.at(-1)?.next)
    all.push(await list(actor, filter, next));
  return all;
}

async function caseOf(one: Family | undefined) {
  const householdId = await registry.householdId(one?.nomorKk ?? "");
  return database.db.errorCase.findFirstOrThrow({ where: { householdId } });
}

describe("the list of cases", () => {
  test("pages through all of them, each once, the longest waiting first", async () => {
    const found = await pages(regency);
    const rows = found.flatMap((page) => page.rows);

    expect(found.map((page) => page.rows.length)).toEqual([50, 16]);
    expect(new Set(rows.map(({ id }) => id)).size).toBe(66);
    const order = rows.map(({ openedAt, id }) => [openedAt.getTime(), Number(id)] as const);
    expect(order).toEqual(order.toSorted(([a, x], [b, y]) => a - b || x - y));
  });

  test("shows whom it is about, with four digits of the No KK", async () => {
    const { rows } = await list(regency, { ...OPEN, kind: "misplaced-high" });

    const nomorKk = world.high?.nomorKk ?? "";
    expect(rows).toMatchObject([
      {
        kind: "misplaced-high",
        headName: world.high?.members[0]?.name,
        nomorKkEnding: nomorKk.slice(-4),
        kelurahan: "Balearjosari",
        kecamatan: "Blimbing",
        desil: 5,
        programCode: null,
        state: "open",
      },
    ]);
    expect(
      JSON.stringify(rows, (_key, value) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(nomorKk);
  });

  test("names a missing family by the list that knows it", async () => {
    const { rows } = await list(regency, { ...OPEN, kind: "missing-in-dtsen" });

    expect(rows.map(({ headName, desil, kelurahan }) => ({ headName, desil, kelurahan }))).toEqual(
      [world.missing, world.recipientOnly].map((one) => ({
        headName: one?.members[0]?.name,
        desil: null,
        kelurahan: "Balearjosari",
      })),
    );
  });

  const filters: [string, () => CaseFilter, number][] = [
    ["kind", () => ({ ...OPEN, kind: "over-limit" }), 63],
    ["kelurahan", () => ({ ...OPEN, villageIds: [areas.villageB1] }), 1],
    ["kecamatan", () => ({ ...OPEN, villageIds: [areas.villageA1, areas.villageA2] }), 64],
    ["no recognised kelurahan", () => ({ ...OPEN, villageIds: null }), 1],
    ["program", () => ({ ...OPEN, programCode: "SEMBAKO" }), 63],
    ["a program without cases", () => ({ ...OPEN, programCode: "PKH" }), 0],
    ["age", () => ({ ...OPEN, ageDays: 1 }), 0],
    ["any age", () => ({ ...OPEN, ageDays: 0 }), 66],
    ["closed", () => ({ tab: "selesai" }), 0],
    ["not assigned yet", () => ({ ...OPEN, stage: "belum-ditugaskan" }), 66],
    ["to be decided", () => ({ ...OPEN, stage: "perlu-diputus" }), 0],
  ];

  test.each(filters)("filtered by %s, rows and count agree", async (_name, filter, expected) => {
    const rows = (await pages(regency, filter())).flatMap((page) => page.rows);

    expect(rows).toHaveLength(expected);
    expect(await countCases(database.appDb, regency, filter())).toBe(expected);
  });

  test("counts by kind agree with the list", async () => {
    expect(await countCasesByKind(database.appDb, regency)).toEqual({
      ...forEachKind(0),
      "misplaced-high": 1,
      "over-limit": 63,
      "missing-in-dtsen": 2,
    });
  });
});

describe("outside one's area a case does not exist", () => {
  test("in the list, in the counts, by kind", async () => {
    const near = within(areas.villageB1);

    expect((await list(near)).rows.map(({ kelurahan }) => kelurahan)).toEqual(["Klojen"]);
    expect(await countCases(database.appDb, near, OPEN)).toBe(1);
    expect(await countCasesByKind(database.appDb, near)).toEqual({
      ...forEachKind(0),
      "over-limit": 1,
    });
  });

  test("a filter for another kelurahan adds nothing to one's own", async () => {
    const near = within(areas.villageB1);

    for (const villageIds of [[areas.villageA1], null]) {
      expect((await list(near, { ...OPEN, villageIds })).rows).toEqual([]);
      expect(await countCases(database.appDb, near, { ...OPEN, villageIds })).toBe(0);
    }
  });

  test("by its number, and on its family's page", async () => {
    const found = await caseOf(world.missing);
    const near = within(areas.villageB1);
    const householdId = found.householdId ?? 0n;

    expect(await findCase(database.appDb, near, found.id)).toBeNull();
    expect(await listHouseholdCases(database.appDb, near, householdId)).toEqual([]);
    expect(await findCase(database.appDb, regency, found.id)).not.toBeNull();
    expect(await listHouseholdCases(database.appDb, regency, householdId)).toHaveLength(1);
  });

  test("nobody with no kelurahan at all sees anything", async () => {
    expect((await list(within())).rows).toEqual([]);
    expect(await countCases(database.appDb, within(), OPEN)).toBe(0);
  });
});

describe("a case's page", () => {
  test("tells why, under which rule, what was done, and to whom", async () => {
    const { id } = await caseOf(world.over[0]);

    const view = await findCase(database.appDb, regency, id);

    expect(view).toMatchObject({
      id,
      version: 1,
      state: "open",
      headName: world.over[0]?.members[0]?.name,
      nomorKk: world.over[0]?.nomorKk,
      facts: { kind: "over-limit", evidence: { desil: 6, limit: 5, suspended: false } },
      participations: [{ programCode: "SEMBAKO", state: "active", programName: "Program Sembako" }],
      timeline: [{ of: "case", action: "open", actorKind: "system", actorName: null }],
      previousCase: null,
      nextCase: null,
    });
    expect(view?.sentences.map(({ topic }) => topic)).toEqual(
      expect.arrayContaining(["why", "rule", "automatic", "next"]),
    );
  });

  test("a case that does not exist is none", async () => {
    expect(await findCase(database.appDb, regency, 999_999n)).toBeNull();
  });
});

// Runs last: it changes the office that the tests above count.
describe("over several releases", () => {
  let one: Family;

  beforeAll(async () => {
    one = family({ villageId: areas.villageA1, desil: 6 });
    await registry.publishRelease({ name: "v4", asOf: "2027-01-20", families: [one] });
    await registry.applyRecipients("PKH", [
      { nomorKk: one.nomorKk, nik: one.members[0]?.nik ?? "" },
    ]);
    await detectCases(database, { day: DAY });
    const { id } = await caseOf(one);
    await database.db.$transaction((tx) =>
      dismissCase(tx, verifier, { caseId: id, version: 1, reason: "Data benar" }),
    );
    await registry.publishRelease({
      name: "v5",
      asOf: "2027-04-20",
      families: [{ ...one, desil: 8 }],
    });
    await detectCases(database, { day: DAY });
  });

  test("the two cases of a family point to each other, and its page lists the newest first", async () => {
    const householdId = await registry.householdId(one.nomorKk);
    const [later, earlier] = await listHouseholdCases(database.appDb, regency, householdId);
    if (!later || !earlier) throw new Error("two cases");

    const now = await findCase(database.appDb, regency, later.id);
    const then = await findCase(database.appDb, regency, earlier.id);

    expect(now).toMatchObject({ state: "open", previousCase: { id: earlier.id }, nextCase: null });
    expect(then).toMatchObject({
      state: "dismissed",
      outcome: "dismissed",
      previousCase: null,
      nextCase: { id: later.id, state: "open" },
    });
  });

  test("the timeline names the person, the reason and the suspension, newest first", async () => {
    const householdId = await registry.householdId(one.nomorKk);
    const [, earlier] = await listHouseholdCases(database.appDb, regency, householdId);

    const view = await findCase(database.appDb, regency, earlier?.id ?? 0n);

    expect(view?.timeline).toMatchObject([
      { of: "case", action: "dismiss", actorName: "Petugas verifier", reason: "Data benar" },
      { of: "participation", action: "suspend", actorKind: "system" },
      { of: "case", action: "open" },
    ]);
  });

  test("the tab of closed cases shows them", async () => {
    const { rows } = await list(regency, { tab: "selesai", villageIds: [areas.villageA1] });

    expect(rows).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ state: "dismissed", programCode: "PKH", outcome: "dismissed" }),
        expect.objectContaining({ state: "resolved", outcome: "new_data" }),
      ]),
    );
    expect(rows.every(({ closedAt }) => closedAt !== null)).toBe(true);
  });

  test("members of a missing family that stand in another area are told without a name or a number", async () => {
    const { id } = await caseOf(world.missing);
    const holder = family({
      villageId: areas.villageB1,
      members: [member(), ...(world.missing?.members.slice(2) ?? [])],
    });
    await registry.publishRelease({ name: "v6", asOf: "2027-07-20", families: [one, holder] });
    await detectCases(database, { day: DAY });
    const holderId = await registry.householdId(holder.nomorKk);

    const near = await findCase(database.appDb, within(areas.villageA1), id);
    const whole = await findCase(database.appDb, regency, id);

    expect(near?.holders).toEqual([{ householdId: null, headName: null, kecamatan: "Klojen" }]);
    expect(whole?.holders).toEqual([
      { householdId: holderId, headName: holder.members[0]?.name, kecamatan: "Klojen" },
    ]);
  });
});

describe("the export of open cases", () => {
  test("gives every open case once, with today's No KK or the last one known", async () => {
    const exported: ExportedCase[] = [];
    for await (const one of exportOpenCases(database.pool)) exported.push(one);

    const open = await database.db.errorCase.count({
      where: { state: { notIn: ["resolved", "dismissed"] } },
    });
    expect(exported).toHaveLength(open);
    const missing = exported.find(({ noKk }) => noKk === world.recipientOnly?.nomorKk);
    expect(missing).toMatchObject({
      kind: "missing-in-dtsen",
      nik: null,
      program: null,
      state: "open",
      evidence: { source: "recipients", programs: ["SEMBAKO"] },
    });
    expect(Object.keys(missing ?? {}).sort()).toEqual([
      "evidence",
      "kind",
      "nik",
      "noKk",
      "program",
      "state",
    ]);
  });
});

describe("the filters in the address", () => {
  test("are read, and a cursor comes back as it was written", () => {
    const cursor = { at: new Date("2026-11-22T03:00:00.123Z"), id: 42n };

    const params = CaseListParams.parse({ jenis: "over-limit", setelah: writeCaseCursor(cursor) });

    expect(params).toEqual({ tab: "terbuka", jenis: "over-limit", setelah: cursor });
  });

  test.each([
    ["an unknown filter", { desa: "x" }],
    ["an unknown kind", { jenis: "semua" }],
    ["an unknown tab", { tab: "semua" }],
    ["an age that is not offered", { umur: "1" }],
    ["a broken cursor", { setelah: "x-1" }],
  ])("with %s show nothing instead of everything", (_name, params) => {
    expect(CaseListParams.safeParse(params).success).toBe(false);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { collectNikFaults } from "@/lib/cases/detectors/collect-nik-faults";
import { CaseFacts } from "@/lib/cases/evidence";
import { readNik } from "@/lib/shared/nik";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import {
  createRegistry,
  type Family,
  family,
  type Member,
  member,
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

const detect = () => detectCases(database, { day: DAY });

let release = 0;
/** The next release, and its detection. */
async function publish(...families: Family[]) {
  release += 1;
  await registry.publishRelease({
    name: `v${release}`,
    asOf: new Date(Date.UTC(2026, release, 20)).toISOString().slice(0, 10),
    families: [...families, family({ villageId: areas.villageB1 })],
  });
  return detect();
}

const damaged = (written: string) => member({ nik: written, nikValid: false });

/** All cases of a kind about persons of a family, in the order of their opening. */
async function casesIn({ nomorKk }: Family, kind: string) {
  const householdId = await registry.householdId(nomorKk);
  return database.db.errorCase.findMany({
    where: { householdId, kind },
    include: { individual: true },
    orderBy: { id: "asc" },
  });
}

async function casesOf({ nik }: Member, kind: string) {
  return database.db.errorCase.findMany({
    where: { individual: { nik }, kind },
    orderBy: { id: "asc" },
  });
}

async function dismiss({ id, version }: { readonly id: bigint; readonly version: number }) {
  const closed = await database.db.$transaction((tx) =>
    dismissCase(tx, actorOf("verifier", { level: "regency" }), {
      caseId: id,
      version,
      reason: "Sudah dicocokkan dengan KTP",
    }),
  );
  expect(closed.ok).toBe(true);
}

function only<Value>(values: readonly Value[]): Value {
  const [value] = values;
  if (value === undefined || values.length > 1) throw new Error(`one, not ${values.length}`);
  return value;
}

const readable = (found: { kind: string; evidence: unknown; closingEvidence: unknown }) =>
  CaseFacts.safeParse({ ...found }).error;

describe("invalid-nik", () => {
  const REASONS: [string, string][] = [
    ["", "nik_empty"],
    ["357308091287260", "nik_not_16_digits"],
    ["357305120122786O", "nik_not_16_digits"],
    ["3,57305E+15", "nik_scientific"],
    ["357308091287260?", "nik_damaged"],
    ["3333333333333333", "nik_one_digit"],
    ["1234567890123456", "nik_placeholder"],
    ["3573051201900000", "nik_serial_zero"],
    ["3573049913992875", "nik_impossible_date"],
  ];

  test("each damaged number is a case of its own with its reason, a valid one is none", async () => {
    const one = family({
      villageId: areas.villageA1,
      members: [member(), ...REASONS.map(([written]) => damaged(written))],
    });
    await publish(one);

    const found = await casesIn(one, "invalid-nik");
    expect(found.map(({ evidence }) => evidence)).toEqual(
      REASONS.map(([, reason]) => expect.objectContaining({ reason })),
    );
    expect(found.every(({ individual }) => individual?.nik === null)).toBe(true);
    expect(found.every(({ villageId }) => villageId === areas.villageA1)).toBe(true);
    expect(found.map(readable)).toEqual(REASONS.map(() => undefined));
  });

  test("neither evidence nor fingerprint repeats the number", async () => {
    const one = family({ villageId: areas.villageA1, members: [damaged("357308091287260")] });
    await publish(one);

    const { evidence, fingerprint } = only(await casesIn(one, "invalid-nik"));
    expect(JSON.stringify([evidence, fingerprint])).not.toContain("357308091287260");
  });

  test("looking again opens, changes and closes nothing", async () => {
    await publish(family({ villageId: areas.villageA1, members: [damaged("1")] }));
    const counts = await detect();

    expect(counts.kinds["invalid-nik"]).toEqual({
      opened: 0,
      kept: 1,
      changed: 0,
      closed: 0,
      leftClosed: 0,
    });
  });

  test("the next release keeps the case, and one with a valid NIK closes it", async () => {
    const person = damaged("35730");
    const one = family({ villageId: areas.villageA1, members: [member(), person] });
    await publish(one);
    await publish(one);
    expect(await casesIn(one, "invalid-nik")).toMatchObject([{ state: "open" }]);

    await publish({ ...one, members: [{ ...member(), name: person.name }] });
    const found = only(await casesIn(one, "invalid-nik"));
    expect(found).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      evidence: { reason: "nik_not_16_digits" },
      closingEvidence: { found: "valid" },
    });
    expect(readable(found)).toBeUndefined();
  });

  test("a release without the row closes it and says so; its return is another case", async () => {
    const one = family({ villageId: areas.villageA1, members: [member(), damaged("35730")] });
    await publish(one);
    await publish({ ...one, members: one.members.slice(0, 1) });
    const gone = only(await casesIn(one, "invalid-nik"));
    expect(gone).toMatchObject({ state: "resolved", closingEvidence: { found: "gone" } });
    expect(readable(gone)).toBeUndefined();

    await publish(one);
    expect(await casesIn(one, "invalid-nik")).toHaveLength(2);
  });

  test("that a person closed stays closed until what is written changes", async () => {
    const person = damaged("35730");
    const one = family({ villageId: areas.villageA1, members: [member(), person] });
    await publish(one);
    await dismiss(only(await casesIn(one, "invalid-nik")));
    const same = await publish(one);
    const other = await publish({ ...one, members: [{ ...person, nik: "35731" }] });

    expect(same.kinds["invalid-nik"]).toMatchObject({ opened: 0, leftClosed: 1 });
    expect(other.kinds["invalid-nik"]).toMatchObject({ opened: 1 });
    expect((await casesIn(one, "invalid-nik")).map(({ state }) => state)).toEqual([
      "dismissed",
      "open",
    ]);
  });

  test("the reason is the importer's, whatever is written", async () => {
    const written = randomTexts(400).filter((text) => !readNik(text).valid);
    const one = family({ villageId: areas.villageA1, members: written.map(damaged) });
    const releaseId = await registry.publishRelease({
      name: "any text",
      asOf: "2036-01-01",
      families: [one],
    });

    const rows = await database.db.$transaction(async (tx) => {
      await collectNikFaults(tx, releaseId);
      return tx.$queryRaw<{ written: string; reason: string }[]>`
        SELECT written, reason FROM nik_fault`;
    });

    const expected = new Map(
      written.map((text) => {
        const reading = readNik(text);
        return [reading.nik ?? "", reading.valid ? null : reading.problem];
      }),
    );
    expect(new Map(rows.map((row) => [row.written, row.reason]))).toEqual(expected);
    await database.db.release.update({
      where: { id: releaseId },
      data: { asOf: new Date("2026-01-01") },
    });
  });
});

/** Texts like those that stand in cells: digits, letters, signs and spaces. */
function randomTexts(count: number): string[] {
  const signs = ["0", "1", "3", "5", "7", "9", "O", "E", "+", ",", ".", "-", "'"];
  let seed = 20_267;
  const next = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  return Array.from({ length: count }, () =>
    Array.from({ length: next(3) === 0 ? 16 : next(20) }, () => signs[next(signs.length)]).join(""),
  );
}

describe("duplicate-nik", () => {
  test("one NIK in two families is one case, in the family of the person whose NIK it is", async () => {
    const person = member();
    const first = family({ villageId: areas.villageA1, members: [person, member()] });
    const second = family({ villageId: areas.villageB1, members: [member(), person] });
    const counts = await publish(first, second);

    const found = only(await casesOf(person, "duplicate-nik"));
    const ids = [
      Number(await registry.householdId(first.nomorKk)),
      Number(await registry.householdId(second.nomorKk)),
    ];
    expect(counts.kinds["duplicate-nik"]).toMatchObject({ opened: 1 });
    expect(found).toMatchObject({
      householdId: BigInt(ids[0] ?? 0),
      villageId: areas.villageA1,
      evidence: { rows: 2, householdIds: ids.toSorted((a, b) => a - b) },
    });
    expect(readable(found)).toBeUndefined();
  });

  test("twice in one family is one too; two invalid ones that are equal are none", async () => {
    const person = member();
    const one = family({
      villageId: areas.villageA1,
      members: [person, person, damaged("3573"), damaged("3573")],
    });
    await publish(one);

    expect(await casesOf(person, "duplicate-nik")).toMatchObject([
      { evidence: { rows: 2, householdIds: [Number(await registry.householdId(one.nomorKk))] } },
    ]);
    expect(await casesIn(one, "invalid-nik")).toHaveLength(2);
    expect(await casesIn(one, "duplicate-nik")).toHaveLength(1);
  });

  test("closes when it stands once, with both counts; and follows the person to the family that keeps it", async () => {
    const person = member();
    const first = family({ villageId: areas.villageA1, members: [member(), person] });
    const second = family({ villageId: areas.villageB1, members: [member(), person] });
    const third = family({ villageId: areas.villageA2, members: [member(), person] });
    await publish(first, second);
    await publish({ ...first, members: first.members.slice(0, 1) }, second, third);

    expect(await casesOf(person, "duplicate-nik")).toMatchObject([
      {
        state: "open",
        householdId: await registry.householdId(second.nomorKk),
        villageId: areas.villageB1,
      },
    ]);

    await publish(second);
    const closed = only(await casesOf(person, "duplicate-nik"));
    expect(closed).toMatchObject({
      state: "resolved",
      evidence: { rows: 2 },
      closingEvidence: { rows: 1 },
    });
    expect(readable(closed)).toBeUndefined();

    await publish(second, third);
    expect(await casesOf(person, "duplicate-nik")).toMatchObject([
      { state: "resolved" },
      { state: "open", previousCaseId: closed.id },
    ]);
  });

  test("looking again changes nothing, and a dismissed one returns with another family", async () => {
    const person = member();
    const [first, second, third] = [areas.villageA1, areas.villageA1, areas.villageA2].map(
      (villageId) => family({ villageId, members: [member(), person] }),
    );
    if (!first || !second || !third) throw new Error("three families");
    await publish(first, second);
    expect((await detect()).kinds["duplicate-nik"]).toMatchObject({
      opened: 0,
      kept: 1,
      changed: 0,
    });

    await dismiss(only(await casesOf(person, "duplicate-nik")));
    await publish(first, second);
    expect(await casesOf(person, "duplicate-nik")).toMatchObject([{ state: "dismissed" }]);
    await publish(first, third);
    expect(await casesOf(person, "duplicate-nik")).toMatchObject([
      { state: "dismissed" },
      { state: "open" },
    ]);
  });
});

describe("unmatched-dukcapil", () => {
  let month = 0;
  const answer = (...answers: Parameters<Registry["applyDukcapil"]>[0]["answers"][number][]) => {
    month += 1;
    const asOf = new Date(Date.UTC(2026, month, 1)).toISOString().slice(0, 10);
    return registry.applyDukcapil({ name: `Padan ${month}`, asOf, answers });
  };

  const RESULTS = [
    ["matched", 0],
    ["unmatched", 1],
    ["not_found", 1],
    ["doubled", 1],
    ["inactive", 0],
    ["unknown", 0],
  ] as const;

  test.each(RESULTS)("%s: %i case", async (result, expected) => {
    const one = family({ villageId: areas.villageA1 });
    const [person] = one.members;
    await publish(one);
    await answer({ nik: person?.nik ?? "", result });
    await detect();

    const found = await casesIn(one, "unmatched-dukcapil");
    expect(found).toHaveLength(expected);
    expect(found.map(readable)).toEqual(found.map(() => undefined));
  });

  test("the evidence says what differs without repeating the office's words", async () => {
    const one = family({ villageId: areas.villageA1 });
    const [name, both] = one.members;
    await publish(one);
    await answer(
      { nik: name?.nik ?? "", result: "unmatched", note: "NAMA BERBEDA: SUGENG" },
      { nik: both?.nik ?? "", result: "unmatched", note: "Tgl lahir dan jenis kelamin berbeda" },
    );
    await detect();

    const found = await casesIn(one, "unmatched-dukcapil");
    expect(found.map(({ evidence }) => evidence)).toMatchObject([
      { differs: ["name"], inRelease: true },
      { differs: ["birth_date", "sex"], inRelease: true },
    ]);
    expect(JSON.stringify(found.map(({ evidence }) => evidence))).not.toContain("SUGENG");
  });

  test("a NIK that is nowhere in the release has a case of no family and no kelurahan", async () => {
    const stranger = member();
    await publish(family({ villageId: areas.villageA1 }));
    await answer({ nik: stranger.nik, result: "not_found" });
    await detect();

    expect(await casesOf(stranger, "unmatched-dukcapil")).toMatchObject([
      { householdId: null, villageId: null, evidence: { inRelease: false, result: "not_found" } },
    ]);
  });

  test("closes with a newer answer or when it is not named any more, and returns", async () => {
    const one = family({ villageId: areas.villageA1 });
    const [person, other] = one.members;
    if (!person || !other) throw new Error("two members");
    await publish(one);
    await answer({ nik: person.nik, result: "not_found" }, { nik: other.nik, result: "unmatched" });
    await detect();
    expect((await detect()).kinds["unmatched-dukcapil"]).toMatchObject({ opened: 0, changed: 0 });
    await answer({ nik: person.nik, result: "matched" });
    await detect();

    const [closed] = await casesOf(person, "unmatched-dukcapil");
    const [unnamed] = await casesOf(other, "unmatched-dukcapil");
    expect(closed).toMatchObject({
      state: "resolved",
      evidence: { result: "not_found" },
      closingEvidence: { result: "matched", listName: `Padan ${month}`, byList: false },
    });
    expect(unnamed).toMatchObject({
      state: "resolved",
      closingEvidence: { result: null, byList: true },
    });
    expect([closed, unnamed].map((found) => found && readable(found))).toEqual([
      undefined,
      undefined,
    ]);

    await answer({ nik: person.nik, result: "not_found" });
    await detect();
    expect(await casesOf(person, "unmatched-dukcapil")).toMatchObject([
      { state: "resolved" },
      { state: "open", previousCaseId: closed?.id },
    ]);
  });

  test("the list with the latest day is asked, not the one that came last; of two rows the worse counts", async () => {
    const one = family({ villageId: areas.villageA1 });
    const [person] = one.members;
    await publish(one);
    await answer(
      { nik: person?.nik ?? "", result: "matched" },
      { nik: person?.nik ?? "", result: "doubled" },
    );
    await registry.applyDukcapil({
      name: "an old one that comes late",
      asOf: "2025-01-01",
      answers: [{ nik: person?.nik ?? "", result: "not_found" }],
    });
    await detect();

    expect(await casesIn(one, "unmatched-dukcapil")).toMatchObject([
      { state: "open", evidence: { result: "doubled" } },
    ]);
  });

  test("one case goes along with a person to another family, and out of every family", async () => {
    const person = member();
    const first = family({ villageId: areas.villageA1, members: [person, member()] });
    const second = family({ villageId: areas.villageB1, members: [member(), person] });
    await publish(first);
    await answer({ nik: person.nik, result: "unmatched" });
    await detect();
    await publish({ ...first, members: first.members.slice(1) }, second);
    const moved = only(await casesOf(person, "unmatched-dukcapil"));
    await publish({ ...first, members: first.members.slice(1) });
    const gone = only(await casesOf(person, "unmatched-dukcapil"));

    expect(moved).toMatchObject({
      householdId: await registry.householdId(second.nomorKk),
      villageId: areas.villageB1,
    });
    expect(gone).toMatchObject({ id: moved.id, state: "open", householdId: null, villageId: null });
  });
});

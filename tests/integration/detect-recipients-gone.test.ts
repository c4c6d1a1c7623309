import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { dismissCase } from "@/lib/cases/commands";
import { detectCases } from "@/lib/cases/detect";
import { CaseFacts } from "@/lib/cases/evidence";
import type { GroundcheckResult } from "@/lib/groundchecks/workflow";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { CORE_FORM } from "../support/phone";
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
let companionId: string;
let verifierId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  companionId = (await createTestPerson(database.db, "companion", [areas.regency])).id;
  verifierId = (await createTestPerson(database.db, "verifier", [areas.regency])).id;
});
afterAll(() => database.drop());

const detect = () => detectCases(database, { day: DAY });

async function individualId({ nik }: Member): Promise<bigint> {
  return (await database.db.individual.findUniqueOrThrow({ where: { nik } })).id;
}

async function casesOf(person: Member) {
  return database.db.errorCase.findMany({
    where: {
      individualId: await individualId(person),
      kind: { in: ["deceased-recipient", "moved-recipient"] },
    },
    orderBy: { id: "asc" },
  });
}

/** A verified visit, as the commands leave it. */
async function visited(
  one: Family,
  result: GroundcheckResult,
  answers: readonly (readonly [Member, string])[] = [],
  verifiedAt = new Date("2026-11-20T05:00:00Z"),
): Promise<string> {
  const { db } = database;
  const householdId = await registry.householdId(one.nomorKk);
  const groundcheck = await db.groundcheck.create({
    data: { householdId, companionId, assignedBy: companionId, villageId: one.villageId },
  });
  const members = await Promise.all(
    answers.map(async ([person, answer]) => ({
      key: String(await individualId(person)),
      answers: { "27a": answer },
    })),
  );
  const visit = await db.groundcheckVisit.create({
    data: {
      id: randomUUID(),
      groundcheckId: groundcheck.id,
      questionnaire: CORE_FORM,
      result,
      answers: { presence: "1", answers: {}, members, photos: {}, position: null },
      raw: "{}",
      sha256: "0".repeat(64),
      startedAt: new Date("2026-11-19T16:00:00Z"),
      // Past midnight in Malang.
      finishedAt: new Date("2026-11-19T18:00:00Z"),
      clockOffsetMs: 0,
      submittedBy: companionId,
    },
  });
  await db.groundcheck.update({
    where: { id: groundcheck.id },
    data: { state: "verified", visitId: visit.id, result, verifiedAt, verifiedBy: verifierId },
  });
  return groundcheck.id;
}

let answer = 0;
/** The next answer of the population office, each a month after the one before. */
function dukcapil(...answers: Parameters<Registry["applyDukcapil"]>[0]["answers"][number][]) {
  answer += 1;
  return registry.applyDukcapil({ name: `Padan ${answer}`, asOf: monthly(answer, 1), answers });
}

const monthly = (months: number, day: number) =>
  new Date(Date.UTC(2026, months, day)).toISOString().slice(0, 10);

let release = 0;
/** The next release, and its detection. */
async function publish(...families: Family[]) {
  release += 1;
  await registry.publishRelease({
    name: `v${release}`,
    asOf: monthly(release, 20),
    families: [...families, family({ villageId: areas.villageB1 })],
  });
  return detect();
}

const list = (programCode: string, ...people: (readonly [Family, Member])[]) =>
  registry.applyRecipients(
    programCode,
    people.map(([{ nomorKk }, { nik, name }]) => ({ nomorKk, nik, name })),
  );

function first<Value>([value]: readonly Value[]): Value {
  if (value === undefined) throw new Error("at least one");
  return value;
}

describe("an active recipient whom the population office calls", () => {
  test("dead has one case, whatever the number of programs, in the family where they stand", async () => {
    const one = family({ villageId: areas.villageA1 });
    const person = first(one.members);
    await publish(one);
    await list("PKH", [one, person]);
    await list("PBI_JK", [one, person]);
    await dukcapil({ nik: person.nik, result: "inactive", fate: "deceased" });
    const counts = await detect();

    const found = await casesOf(person);
    expect(counts.kinds["deceased-recipient"]).toMatchObject({ opened: 1 });
    expect(found).toMatchObject([
      {
        kind: "deceased-recipient",
        householdId: await registry.householdId(one.nomorKk),
        villageId: areas.villageA1,
        programCode: null,
        state: "open",
        evidence: {
          programs: ["PBI_JK", "PKH"],
          sources: [{ of: "dukcapil", listName: `Padan ${answer}`, asOf: monthly(answer, 1) }],
          inRelease: true,
        },
      },
    ]);
    expect(CaseFacts.safeParse({ ...found[0] }).success).toBe(true);
  });

  test("moved has a case of the other kind, and dead counts more than moved", async () => {
    const one = family({ villageId: areas.villageA1 });
    const [moved, both] = one.members;
    if (!moved || !both) throw new Error("two members");
    await publish(one);
    await list("PBI_JK", [one, moved], [one, both]);
    await dukcapil(
      { nik: moved.nik, result: "inactive", fate: "moved_out" },
      { nik: both.nik, result: "inactive", fate: "moved_out" },
      { nik: both.nik, result: "inactive", fate: "deceased" },
    );
    await detect();

    expect((await casesOf(moved)).map(({ kind }) => kind)).toEqual(["moved-recipient"]);
    expect((await casesOf(both)).map(({ kind }) => kind)).toEqual(["deceased-recipient"]);
  });

  test("inactive, and nothing else, has none", async () => {
    const one = family({ villageId: areas.villageA1 });
    await publish(one);
    await list("PKH", [one, first(one.members)]);
    await dukcapil({ nik: first(one.members).nik, result: "inactive" });
    await detect();

    expect(await casesOf(first(one.members))).toEqual([]);
  });

  test("dead has none where another member of the family receives the aid of the family", async () => {
    const one = family({ villageId: areas.villageA1 });
    const [recipient, other] = one.members;
    if (!recipient || !other) throw new Error("two members");
    await publish(one);
    await list("PKH", [one, recipient]);
    await dukcapil({ nik: other.nik, fate: "deceased" });
    await detect();

    expect(await casesOf(other)).toEqual([]);
  });

  test.each([
    ["suspended", 1],
    ["ended", 0],
    ["graduated", 0],
  ] as const)("dead while the aid is %s: %i case", async (state, expected) => {
    const one = family({ villageId: areas.villageA1 });
    await publish(one);
    await list("SEMBAKO", [one, first(one.members)]);
    const { id } = await registry.participation("SEMBAKO", one.nomorKk);
    await database.db.participation.update({ where: { id }, data: { state } });
    await dukcapil({ nik: first(one.members).nik, fate: "deceased" });
    await detect();

    expect(await casesOf(first(one.members))).toHaveLength(expected);
  });

  test("moved and no longer in the release has it in the family that the list names", async () => {
    const gone = member();
    const one = family({ villageId: areas.villageA2 });
    await publish(one);
    await list("SEMBAKO", [one, gone]);
    await dukcapil({ nik: gone.nik, fate: "moved_out" });
    await detect();

    expect(await casesOf(gone)).toMatchObject([
      {
        householdId: await registry.householdId(one.nomorKk),
        villageId: areas.villageA2,
        evidence: { inRelease: false },
      },
    ]);
  });

  test("dead, of a family that is in no release, has it in no family and no kelurahan", async () => {
    const one = family({ villageId: areas.villageA1 });
    await publish(family({ villageId: areas.villageA1 }));
    await list("PBI_JK", [one, first(one.members)]);
    await dukcapil({ nik: first(one.members).nik, fate: "deceased" });
    await detect();

    expect(await casesOf(first(one.members))).toMatchObject([
      { householdId: null, villageId: null },
    ]);
  });
});

describe("a verified visit", () => {
  const ANSWERS: [string, string, string[]][] = [
    ["lives here", "1", []],
    ["has died", "2", ["deceased-recipient"]],
    ["moved within Indonesia", "3", ["moved-recipient"]],
    ["moved abroad", "4", ["moved-recipient"]],
    ["has a kartu keluarga of their own", "6", []],
    ["is not known there", "7", []],
  ];

  test.each(ANSWERS)("that a member %s", async (_name, answer, kinds) => {
    const one = family({ villageId: areas.villageA1 });
    const person = first(one.members);
    await publish(one);
    await list("PKH", [one, person]);
    await dukcapil();
    const groundcheckId = await visited(one, "found", [[person, answer]]);
    await detect();

    const found = await casesOf(person);
    expect(found.map(({ kind }) => kind)).toEqual(kinds);
    if (kinds.length > 0)
      expect(found[0]?.evidence).toMatchObject({
        sources: [{ of: "groundcheck", groundcheckId, asOf: "2026-11-20" }],
      });
  });

  test("that found the family dead speaks of its only member, and of nobody in a larger one", async () => {
    const alone = family({ villageId: areas.villageA1, members: [member()] });
    const many = family({ villageId: areas.villageA1 });
    await publish(alone, many);
    await list("PKH", [alone, first(alone.members)], [many, first(many.members)]);
    await dukcapil();
    await visited(alone, "deceased");
    await visited(many, "deceased");
    await detect();

    expect(await casesOf(first(alone.members))).toMatchObject([{ kind: "deceased-recipient" }]);
    expect(await casesOf(first(many.members))).toEqual([]);
  });

  test("counts only once it is verified, and a later one that met the person takes it back", async () => {
    const one = family({ villageId: areas.villageA1 });
    const person = first(one.members);
    await publish(one);
    await list("PKH", [one, person]);
    await dukcapil();
    const id = await visited(one, "found", [[person, "2"]]);
    await database.db.groundcheck.update({
      where: { id },
      data: { state: "submitted", verifiedAt: null, verifiedBy: null },
    });
    await detect();
    expect(await casesOf(person)).toEqual([]);

    await database.db.groundcheck.update({
      where: { id },
      data: {
        state: "verified",
        verifiedAt: new Date("2026-11-20T05:00:00Z"),
        verifiedBy: verifierId,
      },
    });
    await detect();
    expect(await casesOf(person)).toMatchObject([{ state: "open" }]);

    await visited(one, "found", [[person, "1"]], new Date("2026-11-21T05:00:00Z"));
    await detect();
    const [closed] = await casesOf(person);
    expect(closed).toMatchObject({
      state: "resolved",
      closingEvidence: { sources: [], programs: ["PKH"], byList: true },
    });
    expect(CaseFacts.safeParse({ ...closed }).success).toBe(true);
  });
});

describe("a case of a dead recipient", () => {
  let one: Family;
  let person: Member;

  beforeEach(async () => {
    one = family({ villageId: areas.villageA1 });
    person = first(one.members);
    await publish(one);
    await list("PKH", [one, person]);
    await dukcapil({ nik: person.nik, fate: "deceased" });
    await detect();
  });

  test("is not opened again by looking again", async () => {
    const counts = await detect();

    expect(counts.kinds["deceased-recipient"]).toMatchObject({ opened: 0, changed: 0, closed: 0 });
    expect(await casesOf(person)).toHaveLength(1);
  });

  test("closes with a newer answer, and a return opens one that points to it", async () => {
    await dukcapil({ nik: person.nik, result: "matched" });
    await detect();
    await dukcapil({ nik: person.nik, fate: "deceased" });
    await detect();

    const [earlier, later] = await casesOf(person);
    expect(earlier).toMatchObject({
      state: "resolved",
      outcome: "new_data",
      closingEvidence: { sources: [], programs: ["PKH"], inRelease: true, byList: true },
    });
    expect(later).toMatchObject({ state: "open", previousCaseId: earlier?.id });
  });

  test("closes when they are on no list of recipients any more", async () => {
    const other = family({ villageId: areas.villageA1 });
    await publish(one, other);
    // The list is replaced: nobody's row leads to the family.
    await database.db.recipientList.deleteMany({ where: { programCode: "PKH" } });
    await list("PKH", [other, first(other.members)]);
    await detect();

    expect(await casesOf(person)).toMatchObject([
      { state: "resolved", closingEvidence: { programs: [], sources: [{ of: "dukcapil" }] } },
    ]);
  });

  test("stays, as the same case, with a person who moves to another family", async () => {
    const other = family({ villageId: areas.villageB1, members: [member(), person] });
    await publish({ ...one, members: one.members.slice(1) }, other);

    expect(await casesOf(person)).toMatchObject([
      {
        state: "open",
        householdId: await registry.householdId(other.nomorKk),
        villageId: areas.villageB1,
      },
    ]);
  });

  test("that a person closed stays closed for a newer answer that says the same, not for another program", async () => {
    const found = first(await casesOf(person));
    await database.db.$transaction((tx) =>
      dismissCase(tx, actorOf("verifier", { level: "regency" }), {
        caseId: found.id,
        version: found.version,
        reason: "Nama sama, orangnya lain",
      }),
    );
    await dukcapil({ nik: person.nik, fate: "deceased" });
    await detect();
    expect(await casesOf(person)).toMatchObject([{ state: "dismissed" }]);

    await list("SEMBAKO", [one, person]);
    await detect();
    expect(await casesOf(person)).toMatchObject([{ state: "dismissed" }, { state: "open" }]);
  });

  test("becomes one of the other kind when they only moved", async () => {
    await dukcapil({ nik: person.nik, fate: "moved_out" });
    await detect();

    expect(await casesOf(person)).toMatchObject([
      { kind: "deceased-recipient", state: "resolved" },
      { kind: "moved-recipient", state: "open" },
    ]);
  });
});

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import { type ExportedCase, exportOpenCases } from "@/lib/cases/export-open-cases";
import { listHouseholdCases } from "@/lib/cases/household-cases";
import { readJourney } from "@/lib/cases/journey";
import { countCasesByKind, listCases } from "@/lib/cases/list-cases";
import { findCase } from "@/lib/cases/queries";
import { draftProposal } from "@/lib/proposals/draft";
import { readDraftOptions } from "@/lib/proposals/draft-options";
import { ProposedChanges } from "@/lib/proposals/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import {
  createRegistry,
  type Family,
  family,
  type Member,
  member,
  type Registry,
} from "../support/registry";

const DAY = new Date("2026-11-22T03:00:00Z");
const OPEN = { tab: "terbuka" } as const;

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let regency: UserActor;

const twice = member({ name: "AGUS SETIAWAN" });
const stranger = member();
const damaged = member({ nik: "35730809128726", nikValid: false });
const world = {} as { here: Family; there: Family; dead: Member; unmatched: Member };

const within = (...villageIds: number[]): UserActor => ({
  ...regency,
  area: { level: "villages", villageIds },
});

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  const { id, username } = await createTestPerson(database.db, "operator", [areas.regency]);
  regency = {
    kind: "user",
    id,
    sessionId: id,
    username,
    name: username,
    role: "operator",
    area: { level: "regency" },
  };
  const [dead, unmatched] = [member({ name: "DJUMADI" }), member({ name: "SRI LESTARI" })];
  const here = family({
    villageId: areas.villageA1,
    members: [member(), twice, damaged, dead, unmatched],
  });
  const there = family({ villageId: areas.villageB1, members: [member(), twice] });
  Object.assign(world, { here, there, dead, unmatched });
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: [here, there] });
  await registry.applyRecipients("PBI_JK", [{ nomorKk: here.nomorKk, nik: dead.nik }]);
  await registry.applyDukcapil({
    asOf: "2026-11-01",
    answers: [
      { nik: dead.nik, result: "inactive", fate: "deceased" },
      { nik: unmatched.nik, result: "unmatched", note: "NAMA BERBEDA" },
      { nik: stranger.nik, result: "not_found", name: "SUGENG TANPA KELUARGA" },
    ],
  });
  await detectCases(database, { day: DAY });
});
afterAll(() => database.drop());

async function caseOf(kind: string, nik?: string) {
  return database.db.errorCase.findFirstOrThrow({
    where: { kind, ...(nik !== undefined && { individual: { nik } }) },
  });
}

const printed = (value: unknown) =>
  JSON.stringify(value, (_key, one) => (typeof one === "bigint" ? String(one) : one));

describe("a case about a person", () => {
  test("stands in the list under the person's name, beside the family's", async () => {
    const { rows } = await listCases(database.appDb, regency, OPEN, null);

    const head = world.here.members[0]?.name;
    expect(
      rows.map(({ kind, personName, headName }) => [kind, personName, headName]).toSorted(),
    ).toEqual(
      [
        ["deceased-recipient", world.dead.name, head],
        ["duplicate-nik", twice.name, head],
        ["invalid-nik", damaged.name, head],
        ["unmatched-dukcapil", world.unmatched.name, head],
        ["unmatched-dukcapil", "SUGENG TANPA KELUARGA", null],
      ].toSorted(),
    );
    for (const { nik } of [world.dead, twice, damaged, world.unmatched, stranger])
      expect(printed(rows)).not.toContain(nik);
  });

  test("stands in the file of the family in which the person does, with the member's name", async () => {
    const householdId = await registry.householdId(world.here.nomorKk);
    const cases = await listHouseholdCases(database.appDb, regency, householdId);

    expect(cases.map(({ facts, personName }) => [facts.kind, personName]).toSorted()).toEqual(
      [
        ["deceased-recipient", world.dead.name],
        ["duplicate-nik", twice.name],
        ["invalid-nik", damaged.name],
        ["unmatched-dukcapil", world.unmatched.name],
      ].toSorted(),
    );
  });

  test("tells on its page who it is, without the number", async () => {
    const { id } = await caseOf("invalid-nik");
    const view = await findCase(database.appDb, regency, id);

    expect(view).toMatchObject({
      person: { name: damaged.name, nikEnding: "8726", birthDate: new Date("1980-05-17") },
      headName: world.here.members[0]?.name,
      kelurahan: "Balearjosari",
    });
    expect(printed(view)).not.toContain(damaged.nik);
  });

  test("shows the aids of the family and the person's own, not another member's", async () => {
    const ofTheDead = await findCase(
      database.appDb,
      regency,
      (await caseOf("deceased-recipient")).id,
    );
    const ofAnother = await findCase(database.appDb, regency, (await caseOf("invalid-nik")).id);

    expect(ofTheDead?.participations).toMatchObject([{ programCode: "PBI_JK", state: "active" }]);
    expect(ofAnother?.participations).toEqual([]);
  });

  test("in no family is seen in the whole regency only, and tells that there is none", async () => {
    const { id } = await caseOf("unmatched-dukcapil", stranger.nik);

    expect(await findCase(database.appDb, within(areas.villageA1, areas.villageB1), id)).toBeNull();
    expect(await findCase(database.appDb, regency, id)).toMatchObject({
      householdId: null,
      headName: null,
      kelurahan: null,
      participations: [],
      person: { name: "SUGENG TANPA KELUARGA", birthDate: null },
    });
    expect(await readJourney(database.appDb, regency, { caseId: id })).toHaveLength(8);
  });

  test("outside one's kelurahan does not exist, in the list, by number and in the counts", async () => {
    const near = within(areas.villageB1);
    const { rows } = await listCases(database.appDb, near, OPEN, null);

    expect(rows).toEqual([]);
    expect(Object.values(await countCasesByKind(database.appDb, near)).every((n) => n === 0)).toBe(
      true,
    );
    for (const kind of ["deceased-recipient", "duplicate-nik", "invalid-nik"])
      expect(await findCase(database.appDb, near, (await caseOf(kind)).id)).toBeNull();
  });

  test("whose NIK stands in two families names those of the reader's area only", async () => {
    const { id } = await caseOf("duplicate-nik");
    const near = await findCase(database.appDb, within(areas.villageA1), id);
    const whole = await findCase(database.appDb, regency, id);

    const here = await registry.householdId(world.here.nomorKk);
    const there = await registry.householdId(world.there.nomorKk);
    const own = {
      householdId: here,
      headName: world.here.members[0]?.name,
      kecamatan: "Blimbing",
    };
    expect(near?.holders).toEqual([
      own,
      { householdId: null, headName: null, kecamatan: "Klojen" },
    ]);
    expect(whole?.holders).toEqual([
      own,
      { householdId: there, headName: world.there.members[0]?.name, kecamatan: "Klojen" },
    ]);
  });

  test("is exported with the NIK, or with what stands in its place", async () => {
    const exported: ExportedCase[] = [];
    for await (const one of exportOpenCases(database.pool)) exported.push(one);

    expect(exported.map(({ kind, nik, noKk }) => [kind, nik, noKk]).toSorted()).toEqual(
      [
        ["deceased-recipient", world.dead.nik, world.here.nomorKk],
        ["duplicate-nik", twice.nik, world.here.nomorKk],
        ["invalid-nik", damaged.nik, world.here.nomorKk],
        ["unmatched-dukcapil", world.unmatched.nik, world.here.nomorKk],
        ["unmatched-dukcapil", stranger.nik, null],
      ].toSorted(),
    );
  });
});

describe("a proposal for a person", () => {
  const draft = (caseIds: bigint[], kind: "amend" | "remove") =>
    database.db.$transaction((tx) => draftProposal(tx, regency, { caseIds, kind }));

  test("cannot be drafted while they are in no family", async () => {
    const { id } = await caseOf("unmatched-dukcapil", stranger.nik);

    expect(await readDraftOptions(database.appDb, regency, id)).toMatchObject({
      obstacle: "no_family",
    });
    expect(await draft([id], "amend")).toEqual({ ok: false, problem: { code: "not_available" } });
  });

  test("begins as a repair for a NIK, together with the family's other repairs", async () => {
    const options = await readDraftOptions(
      database.appDb,
      regency,
      (await caseOf("invalid-nik")).id,
    );

    expect(options).toMatchObject({ obstacle: null, kind: "amend" });
    expect(options?.cases.map(({ kind, personName }) => [kind, personName])).toEqual([
      ["invalid-nik", damaged.name],
      ["duplicate-nik", twice.name],
      ["unmatched-dukcapil", world.unmatched.name],
    ]);
  });

  test("takes the dead member off the family, and nobody else", async () => {
    const { id, individualId } = await caseOf("deceased-recipient");
    const options = await readDraftOptions(database.appDb, regency, id);
    expect(options).toMatchObject({ kind: "remove", cases: [{ kind: "deceased-recipient" }] });

    const repair = await caseOf("unmatched-dukcapil", world.unmatched.nik);
    const drafted = await draft([id, repair.id], "remove");
    if (!drafted.ok) throw new Error(drafted.problem.code);
    const proposal = await database.db.proposal.findUniqueOrThrow({
      where: { id: drafted.value.proposalId },
    });
    expect(ProposedChanges.parse(proposal.changes)).toMatchObject([
      { scope: "individual", individualId: String(individualId), new: "deceased" },
    ]);
  });

  test("removes the family where nobody would be left of it, and proposes nobody where the list has no such row", async () => {
    const alone = family({ villageId: areas.villageA1, members: [member()] });
    const gone = member();
    const [left] = alone.members;
    const { here } = world;
    await registry.publishRelease({ name: "v4", asOf: "2027-01-20", families: [here, alone] });
    await registry.applyRecipients("SEMBAKO", [
      { nomorKk: alone.nomorKk, nik: left?.nik ?? "" },
      { nomorKk: here.nomorKk, nik: gone.nik },
    ]);
    await registry.applyDukcapil({
      asOf: "2027-01-01",
      answers: [
        { nik: left?.nik ?? "", fate: "deceased" },
        { nik: gone.nik, fate: "moved_out" },
      ],
    });
    await detectCases(database, { day: DAY });

    const changes = await Promise.all(
      [
        await caseOf("deceased-recipient", left?.nik),
        await caseOf("moved-recipient", gone.nik),
      ].map(async ({ id }) => {
        const drafted = await draft([id], "remove");
        if (!drafted.ok) throw new Error(drafted.problem.code);
        const { changes: stored } = await database.db.proposal.findUniqueOrThrow({
          where: { id: drafted.value.proposalId },
        });
        return ProposedChanges.parse(stored);
      }),
    );

    expect(changes).toMatchObject([[{ scope: "household", new: "deceased" }], []]);
  });
});

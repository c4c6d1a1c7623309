import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { findHouseholdFile, listHouseholdMembers } from "@/lib/registry/household-file";
import {
  listHouseholdDesil,
  listHouseholdNumbers,
  listHouseholdSteps,
} from "@/lib/registry/household-history";
import { listHouseholdPrograms } from "@/lib/registry/household-programs";
import {
  concealNumbers,
  numbersAreRevealed,
  REVEAL_MINUTES,
  revealNumbers,
} from "@/lib/registry/reveal-numbers";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, type Registry } from "../support/registry";

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let regency: UserActor;
let moving: Family;
let onlyDtks: Family;
let onlyPaid: Family;

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  regency = actorOf("operator", { level: "regency" });
  registry = createRegistry(database.db, database.pool);
  moving = family({ villageId: areas.villageA1, desil: 3 });
  onlyDtks = family({ villageId: areas.villageA1, desil: 2 });
  onlyPaid = family({ villageId: areas.villageA1 });
  await registry.publishRelease({ name: "v2", asOf: "2026-07-20", families: [moving] });
  await registry.applyDtks({ families: [{ ...moving, desils: [4, 2, null] }, onlyDtks] });
  await registry.publishRelease({
    name: "v3",
    asOf: "2026-10-20",
    families: [{ ...moving, desil: 6, villageId: areas.villageB1 }],
  });
  await registry.applyRecipients(
    "PKH",
    [moving, onlyPaid].map(({ nomorKk, members }) => ({
      nomorKk,
      nik: members[0]?.nik ?? "",
      name: "PENERIMA",
      villageId: areas.villageA1,
    })),
  );
});
afterAll(() => database.drop());

const within = (...villageIds: number[]) => actorOf("companion", { level: "villages", villageIds });
const idOf = ({ nomorKk }: Family) => registry.householdId(nomorKk);
const fileOf = async (one: Family, actor = regency) =>
  findHouseholdFile(database.appDb, actor, await idOf(one));

describe("the file of a family", () => {
  test("is of the newest release that has it, with its people", async () => {
    const file = await fileOf(moving);

    expect(file).toMatchObject({
      source: "release",
      sourceName: "v3",
      inCurrentRelease: true,
      kelurahan: "Klojen",
      nomorKk: moving.nomorKk,
    });
    expect(file?.values).toMatchObject({ desil_nasional: 6 });
    expect(file?.values).not.toHaveProperty("nomor_kk");
    const members = file && (await listHouseholdMembers(database.appDb, file));
    expect(members?.map(({ nik }) => nik)).toEqual(moving.members.map(({ nik }) => nik));
  });

  test("belongs to the kelurahan where the family lives now, not to the one it left", async () => {
    expect(await fileOf(moving, within(areas.villageB1))).not.toBeNull();
    expect(await fileOf(moving, within(areas.villageA1))).toBeNull();
    expect(await fileOf(moving, within())).toBeNull();
    expect(await findHouseholdFile(database.appDb, regency, 999_999n)).toBeNull();
  });

  test("of a family in no release comes from the old DTKS, else from the list that pays it", async () => {
    const dtks = await fileOf(onlyDtks, within(areas.villageA1));
    const paid = await fileOf(onlyPaid, within(areas.villageA1));

    expect(dtks).toMatchObject({ source: "dtks", inCurrentRelease: false, values: null });
    expect(paid).toMatchObject({ source: "recipients", headName: "PENERIMA", values: null });
    expect(dtks && (await listHouseholdMembers(database.appDb, dtks))).toHaveLength(3);
    expect(paid && (await listHouseholdMembers(database.appDb, paid))).toHaveLength(1);
    expect(await fileOf(onlyPaid, within(areas.villageB1))).toBeNull();
  });

  test("tells its desil through the lists, its numbers, programs and steps", async () => {
    const id = await idOf(moving);

    const desil = await listHouseholdDesil(database.appDb, id);
    expect(desil.map(({ source, name, nasional }) => [source, name, nasional])).toEqual([
      ["dtks", "DTKS Desember 2024", 2],
      ["release", "v2", 3],
      ["release", "v3", 6],
    ]);
    expect(await listHouseholdNumbers(database.appDb, id)).toMatchObject([
      { nomorKk: moving.nomorKk, origin: "dtsen" },
    ]);
    expect(await listHouseholdPrograms(database.appDb, id)).toMatchObject([
      { code: "PKH", state: "active", listings: [{ listName: "Penerima PKH" }] },
    ]);
    expect(await listHouseholdSteps(database.appDb, id)).toMatchObject([
      { subject: "participation", about: "PKH", action: "enrolled", actorKind: "system" },
    ]);
  });

  test("forgets a release that was withdrawn", async () => {
    const { id } = await database.db.release.findFirstOrThrow({ where: { name: "v3" } });
    const undo = async (status: "withdrawn" | "published") =>
      database.db.release.update({ where: { id }, data: { status } });
    await undo("withdrawn");

    const file = await fileOf(moving);
    const desil = await listHouseholdDesil(database.appDb, await idOf(moving));
    await undo("published");

    expect(file).toMatchObject({ sourceName: "v2", kelurahan: "Balearjosari" });
    expect(desil.map(({ name }) => name)).toEqual(["DTKS Desember 2024", "v2"]);
  });
});

describe("the numbers of a family", () => {
  let actor: UserActor;
  beforeEach(() => {
    actor = actorOf("operator", { level: "regency" });
  });

  const reveal = async (who = actor) =>
    revealNumbers(database.appDb, who, { householdId: await idOf(moving) });
  const revealed = async (who = actor, now = new Date()) =>
    numbersAreRevealed(database.appDb, who, await idOf(moving), now);

  test("are in sight only after asking, only for who asked, and only for this family", async () => {
    expect(await revealed()).toBe(false);

    await reveal();

    expect(await revealed()).toBe(true);
    expect(await revealed(regency)).toBe(false);
    const other = await idOf(onlyDtks);
    expect(await numbersAreRevealed(database.appDb, actor, other, new Date())).toBe(false);
  });

  test("are masked again by hand, and by themselves after some minutes", async () => {
    await reveal();
    const later = new Date(Date.now() + (REVEAL_MINUTES * 60 + 5) * 1000);

    expect(await revealed(actor, later)).toBe(false);
    await concealNumbers(database.appDb, actor, { householdId: await idOf(moving) });
    expect(await revealed()).toBe(false);
  });

  test("leave a row in the audit trail for each time, without any number in it", async () => {
    await reveal();
    await reveal();

    const rows = await database.db.auditEvent.findMany({ where: { actorId: actor.id } });
    expect(rows.map(({ action }) => action)).toEqual([
      "household.reveal_numbers",
      "household.reveal_numbers",
    ]);
    expect(JSON.stringify(rows.map(({ detail }) => detail))).not.toMatch(/\d{16}/);
  });

  test("of a family outside one's area are refused without a trace of the family", async () => {
    const outside = within(areas.villageA2);

    expect(await reveal(outside)).toEqual({ ok: false, problem: { code: "not_found" } });
    expect(await database.db.auditEvent.count({ where: { actorId: outside.id } })).toBe(0);
  });
});

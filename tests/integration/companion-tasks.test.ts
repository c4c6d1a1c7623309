import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { questionnaireByVersion, questionnaireInForce } from "@/lib/forms/queries";
import { findTask } from "@/lib/groundchecks/find-task";
import { countTasks, listTasks, PAGE_SIZE } from "@/lib/groundchecks/list-tasks";
import { readRoster, readRosterValues } from "@/lib/groundchecks/roster";
import type { GroundcheckState } from "@/lib/groundchecks/workflow";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, type Family, family, member, type Registry } from "../support/registry";
import { coreForm } from "../support/visits";

let database: TestDatabase;
let areas: TestAreas;
let registry: Registry;
let mine: UserActor;
let other: UserActor;
let families: Family[];
let onlyDtks: Family;
let onlyPaid: Family;
let operatorId: string;

/** A companion with an account, who works in the kelurahan given. */
async function companion(villageIds: readonly number[]): Promise<UserActor> {
  const { id } = await createTestPerson(database.db, "companion", villageIds);
  return { ...actorOf("companion", { level: "villages", villageIds: [...villageIds] }), id };
}

beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  registry = createRegistry(database.db, database.pool);
  mine = await companion([areas.villageA1, areas.villageA2]);
  other = await companion([areas.villageA1]);
  operatorId = (await createTestPerson(database.db, "operator", [areas.regency])).id;
  families = [
    family({ villageId: areas.villageA1 }),
    family({ villageId: areas.villageA2 }),
    family({ villageId: areas.villageA1 }),
    family({ villageId: areas.villageB1 }),
    family({ villageId: areas.villageA1 }),
  ];
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families });
  onlyDtks = family({ villageId: areas.villageA1 });
  onlyPaid = family({ villageId: areas.villageA1 });
  await registry.applyDtks({ families: [onlyDtks] });
  await registry.applyRecipients("PKH", [
    {
      nomorKk: onlyPaid.nomorKk,
      nik: onlyPaid.members[0]?.nik ?? "",
      name: "PENERIMA SEMBAKO",
      villageId: areas.villageA1,
    },
  ]);
  const addresses = [
    "JL. MELATI RT 02 RW 01",
    "JL. ANGGREK",
    "JL. KENANGA",
    "JL. X",
    "JL. KENANGA",
  ];
  for (const [index, one] of families.entries())
    await database.db.householdRelease.updateMany({
      where: { nomorKk: one.nomorKk },
      data: { alamat: addresses[index] ?? null },
    });
  await database.db.dtksRow.updateMany({
    where: { nomorKk: onlyDtks.nomorKk },
    data: { alamat: "JL. DAHLIA", rt: "003", rw: "004" },
  });
});
afterAll(() => database.drop());

async function assign(
  one: Family,
  companionId: string,
  changes: { state?: GroundcheckState; draft?: object } = {},
): Promise<string> {
  const householdId = await registry.householdId(one.nomorKk);
  const { id } = await database.db.groundcheck.create({
    data: {
      householdId,
      villageId: one.villageId,
      companionId,
      assignedBy: operatorId,
      ...changes,
    },
  });
  return id;
}

describe("a companion's list", () => {
  let ids: string[];

  beforeAll(async () => {
    const [first, second, third, outside, others] = families;
    if (!first || !second || !third || !outside || !others) throw new Error("five families");
    ids = [
      await assign(first, mine.id),
      await assign(second, mine.id, { state: "in_progress" }),
      await assign(third, mine.id),
      // Given out before the companion's area shrank.
      await assign(outside, mine.id),
      await assign(others, other.id),
    ];
  });

  test("holds their own tasks inside their area, neighbours together", async () => {
    const { rows, next } = await listTasks(database.appDb, mine, "dikunjungi", null);

    expect(rows.map(({ kelurahan, address }) => [kelurahan, address])).toEqual([
      ["Arjosari", "JL. ANGGREK"],
      ["Balearjosari", "JL. KENANGA"],
      ["Balearjosari", "JL. MELATI RT 02 RW 01"],
    ]);
    expect(next).toBeNull();
    expect(await countTasks(database.appDb, mine)).toEqual({
      dikunjungi: 3,
      dikembalikan: 0,
      terkirim: 0,
      selesai: 0,
    });
  });

  test("opens only these", async () => {
    const found = await Promise.all(ids.map((id) => findTask(database.appDb, mine, id)));

    expect(found.map((task) => task !== null)).toEqual([true, true, true, false, false]);
    expect(await findTask(database.appDb, other, ids[0] ?? "")).toBeNull();
    expect((await findTask(database.appDb, other, ids[4] ?? ""))?.address).toBe("JL. KENANGA");
  });

  test("goes on after a task, also one that was sent meanwhile, and after none of somebody else's", async () => {
    const following = async (id: string | undefined) =>
      (await listTasks(database.appDb, mine, "dikunjungi", id ?? "")).rows.map(
        ({ id: one }) => one,
      );

    expect(await following(ids[1])).toEqual([ids[2], ids[0]]);
    await database.db.groundcheck.update({
      where: { id: ids[1] ?? "" },
      data: { state: "cancelled" },
    });
    expect(await following(ids[1])).toEqual([ids[2], ids[0]]);
    expect(await following(ids[4])).toEqual([]);
    expect(await following(ids[3])).toEqual([]);
  });

  test("names a page's last task where more follow", async () => {
    const many = Array.from({ length: PAGE_SIZE + 2 }, () =>
      family({ villageId: areas.villageA2 }),
    );
    await registry.applyDtks({ name: "Banyak", families: many });
    const added: string[] = [];
    const busy = await companion([areas.villageA2]);
    for (const one of many) added.push(await assign(one, busy.id));
    const first = await listTasks(database.appDb, busy, "dikunjungi", null);

    expect(first.rows).toHaveLength(PAGE_SIZE);
    expect(first.next).toBe(first.rows.at(-1)?.id);
    const second = await listTasks(database.appDb, busy, "dikunjungi", first.next);
    expect(second.rows).toHaveLength(2);
    expect(second.next).toBeNull();
    expect([...first.rows, ...second.rows].map(({ id }) => id).toSorted()).toEqual(
      added.toSorted(),
    );
  });
});

describe("a task", () => {
  test("of a family that only the old DTKS knows has its RT and RW, and a masked No KK", async () => {
    const id = await assign(onlyDtks, mine.id, {
      draft: { presence: "", answers: {}, members: [], photos: {}, position: null },
    });
    const task = await findTask(database.appDb, mine, id);

    expect(task?.address).toBe("JL. DAHLIA RT 003 RW 004");
    expect(task?.nomorKkEnding).toBe(onlyDtks.nomorKk.slice(-4));
    expect(task?.draft?.presence).toBe("");
    expect(
      JSON.stringify(task, (_, value) => (typeof value === "bigint" ? String(value) : value)),
    ).not.toContain(onlyDtks.nomorKk);
  });

  test("that came back tells why, by question", async () => {
    const id = await assign(onlyPaid, mine.id, { state: "returned" });
    const event = { groundcheckId: id, action: "return", toState: "returned" as const };
    await database.db.groundcheckEvent.createMany({
      data: [
        { ...event, actorKind: "user", reason: "Yang lama", detail: { questions: [] } },
        {
          ...event,
          actorKind: "user",
          reason: "Foto buram",
          detail: { questions: [{ code: "21a", reason: "Ambil lagi" }] },
        },
      ],
    });

    expect((await findTask(database.appDb, mine, id))?.returned).toMatchObject({
      reason: "Foto buram",
      questions: [{ code: "21a", reason: "Ambil lagi" }],
    });
    const { rows } = await listTasks(database.appDb, mine, "dikembalikan", null);
    expect(rows.map(({ returnReason }) => returnReason)).toEqual(["Foto buram"]);
  });
});

describe("the roster", () => {
  test("names a release's members by their identity, with masked NIK", async () => {
    const nameless = member({ nikValid: false, nik: "123" });
    const one = family({
      villageId: areas.villageA1,
      members: [member({ name: "SUTRISNO" }), nameless],
    });
    await registry.publishRelease({ name: "v4", asOf: "2026-11-20", families: [one] });
    await database.db.individualRelease.updateMany({
      where: { nomorKk: one.nomorKk, nama: nameless.name },
      data: { individualId: null, statusHubunganKeluarga: 3, jenisKelamin: 2 },
    });
    const roster = await readRoster(database.appDb, await registry.householdId(one.nomorKk));
    const head = one.members[0];
    if (!head) throw new Error("a family of two");
    const identity = await database.db.individual.findUniqueOrThrow({ where: { nik: head.nik } });

    const known = roster.find(({ key }) => key === String(identity.id));
    expect(known).toMatchObject({ name: head.name, nik: `•••• ${head.nik.slice(-4)}`, age: 46 });
    const unknown = roster.find(({ key }) => key.startsWith("row-"));
    expect(unknown).toMatchObject({ name: nameless.name, sex: "2", relation: "3" });
    expect(roster).toHaveLength(2);
    expect(JSON.stringify(roster)).not.toContain(head.nik);

    const values = await readRosterValues(database.appDb, await registry.householdId(one.nomorKk));
    expect(values.household).toMatchObject({ desil_nasional: 3 });
    expect(values.members[unknown?.key ?? ""]?.values).toMatchObject({ jenis_kelamin: 2 });
  });

  test("comes from the old DTKS or the recipients where no release has the family", async () => {
    const dtks = await readRoster(database.appDb, await registry.householdId(onlyDtks.nomorKk));
    expect(dtks.map(({ name }) => name)).toEqual(onlyDtks.members.map(({ name }) => name));
    const paid = await readRoster(database.appDb, await registry.householdId(onlyPaid.nomorKk));
    expect(paid.map(({ name, age }) => [name, age])).toEqual([["PENERIMA SEMBAKO", null]]);
    const values = await readRosterValues(
      database.appDb,
      await registry.householdId(onlyPaid.nomorKk),
    );
    expect(values.household).toBeNull();
  });
});

describe("the form", () => {
  test("that the migrations bring is in force from its first day, and found by its version", async () => {
    const form = coreForm();
    const on = (day: string) => questionnaireInForce(database.appDb, new Date(day));

    expect(await on("2025-12-31")).toBeNull();
    expect(await on("2026-01-01")).toEqual(form);
    expect(await questionnaireByVersion(database.appDb, form.version)).toEqual(form);
    expect(await questionnaireByVersion(database.appDb, "lain")).toBeNull();
  });

  test("gives way to a newer one on that one's first day, and is kept for visits made with it", async () => {
    const form = coreForm();
    const newer = { ...form, version: "uji-2" };
    await database.db.questionnaire.create({
      data: {
        version: newer.version,
        name: newer.name,
        validFrom: new Date("2026-11-01"),
        source: "uji",
        definition: JSON.parse(JSON.stringify(newer)),
      },
    });
    const on = async (day: string) =>
      (await questionnaireInForce(database.appDb, new Date(day)))?.version;

    expect(await on("2026-10-31")).toBe(form.version);
    expect(await on("2026-11-01")).toBe("uji-2");
    expect((await questionnaireByVersion(database.appDb, form.version))?.version).toBe(
      form.version,
    );
  });
});

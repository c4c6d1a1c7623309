import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { linkLists } from "@/lib/registry/link-lists";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { applyTestDtks, applyTestRecipients, publishTestRelease } from "../support/releases";

/** Made-up numbers: the prefix 10 belongs to no province. */
const KK = {
  budi: "1073010101100001",
  sari: "1073010101100002",
  old: "1073010101080009",
  gone: "1073010101070007",
} as const;
const NIK = {
  budi: "1073010101800001",
  wati: "1073014101820002",
  anak: "1073010101100003",
  sari: "1073014101700004",
  tuti: "1073014101750005",
} as const;

let database: TestDatabase;
beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

const BUDI = {
  nomorKk: KK.budi,
  desil: 3,
  members: [
    { nik: NIK.budi, nama: "BUDI" },
    { nik: NIK.wati, nama: "WATI" },
    { nik: NIK.anak, nama: "ANAK" },
  ],
};
const SARI = { nomorKk: KK.sari, desil: 6, members: [{ nik: NIK.sari, nama: "SARI" }] };

/** Everything that linking writes, in a form that two moments can be compared by. */
async function stored() {
  const { db } = database;
  const rows = await db.recipientRow.findMany({ orderBy: [{ listId: "asc" }, { lineNo: "asc" }] });
  return {
    rows: rows.map(({ matchedBy, participationId }) => ({ matchedBy, participationId })),
    dtks: await db.dtksRow.findMany({ select: { householdId: true }, orderBy: { lineNo: "asc" } }),
    participations: await db.participation.findMany({ orderBy: { id: "asc" } }),
    events: await db.participationEvent.findMany({ orderBy: { id: "asc" } }),
    households: await db.household.count(),
    individuals: await db.individual.count(),
    numbers: await db.householdKk.findMany({
      select: { nomorKk: true, householdId: true, origin: true },
      orderBy: [{ nomorKk: "asc" }, { householdId: "asc" }],
    }),
  };
}

async function matchedBy(): Promise<(string | null)[]> {
  return (await stored()).rows.map((row) => row.matchedBy);
}

describe("a recipient row belongs to", () => {
  test("the family with its No KK, before the one that holds its NIK", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI, SARI]);
    await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.sari, nik: NIK.budi }]);

    await linkLists(database.db);

    const { rows, participations, events } = await stored();
    expect(rows[0]?.matchedBy).toBe("nomor_kk");
    expect(participations).toMatchObject([
      {
        householdId: households.get(KK.sari),
        programCode: "PKH",
        state: "active",
        individualId: null,
      },
    ]);
    expect(events).toMatchObject([{ action: "enrolled", fromState: null, toState: "active" }]);
  });

  test("the family that once had its No KK", async () => {
    const before = await publishTestRelease(database, "2026-07-20", [{ ...BUDI, nomorKk: KK.old }]);
    const householdId = before.households.get(KK.old);
    await publishTestRelease(database, "2026-10-20", [{ ...BUDI, householdId }]);
    await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.old, nik: NIK.sari }]);

    await linkLists(database.db);

    const { rows, participations } = await stored();
    expect(rows[0]?.matchedBy).toBe("old_nomor_kk");
    expect(participations).toMatchObject([{ householdId }]);
  });

  test("the one family that holds its NIK, if its No KK leads nowhere", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI, SARI]);
    await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.gone, nik: NIK.wati }]);

    await linkLists(database.db);

    const { rows, participations } = await stored();
    expect(rows[0]?.matchedBy).toBe("nik");
    expect(participations).toMatchObject([{ householdId: households.get(KK.budi) }]);
  });

  test("neither family, if two hold its NIK", async () => {
    const twice = { ...SARI, members: [...SARI.members, { nik: NIK.wati, nama: "WATI" }] };
    await publishTestRelease(database, "2026-10-20", [BUDI, twice]);
    await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.gone, nik: NIK.wati }]);

    await linkLists(database.db);

    expect(await stored()).toMatchObject({
      rows: [{ matchedBy: "ambiguous_nik", participationId: null }],
      participations: [],
    });
  });

  test("a family of its own, if nobody is found, and to the same one the next time", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.gone, nik: NIK.tuti }]);
    await applyTestRecipients(database.db, "SEMBAKO", [{ nomorKk: KK.gone, nik: NIK.tuti }]);

    await linkLists(database.db);

    const { participations, households } = await stored();
    expect(await matchedBy()).toEqual(["new_household", "new_household"]);
    expect(new Set(participations.map(({ householdId }) => householdId)).size).toBe(1);
    expect(households).toBe(2);
  });

  test("nobody, if neither number can be used", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    await applyTestRecipients(database.db, "PKH", [{ nomorKk: "3,57305E+15" }, {}]);

    await linkLists(database.db);

    expect(await matchedBy()).toEqual(["none", "none"]);
    expect((await stored()).participations).toEqual([]);
  });
});

test("a participation that no row leads to any more keeps its history, but has no list", async () => {
  await publishTestRelease(database, "2026-07-20", [BUDI, SARI]);
  const listId = await applyTestRecipients(database.db, "PKH", [
    { nomorKk: KK.gone, nik: NIK.wati },
  ]);
  await linkLists(database.db);
  expect((await stored()).participations).toMatchObject([{ listId }]);
  const twice = { ...SARI, members: [...SARI.members, { nik: NIK.wati, nama: "WATI" }] };
  await publishTestRelease(database, "2026-10-20", [BUDI, twice]);

  await linkLists(database.db);
  await linkLists(database.db);

  const { participations, events, rows } = await stored();
  expect(rows).toEqual([{ matchedBy: "ambiguous_nik", participationId: null }]);
  expect(participations).toMatchObject([{ state: "active", listId: null }]);
  expect(events.map(({ action }) => action)).toEqual(["enrolled", "unlisted"]);
});

describe("a program of individuals", () => {
  test("enrols the person of each row, in the family that the row belongs to", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI, SARI]);
    await applyTestRecipients(database.db, "PBI_JK", [
      { nomorKk: KK.budi, nik: NIK.budi },
      { nomorKk: KK.budi, nik: NIK.wati },
      { nomorKk: KK.budi, nik: NIK.budi },
    ]);

    await linkLists(database.db);

    const { participations } = await stored();
    expect(participations).toHaveLength(2);
    expect(participations.every(({ individualId }) => individualId !== null)).toBe(true);
    expect(participations.every(({ householdId }) => householdId === households.get(KK.budi))).toBe(
      true,
    );
  });

  test("finds a member by name where the row's NIK cannot be used", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    await applyTestRecipients(database.db, "PBI_JK", [{ nomorKk: KK.budi, nama: "wati" }]);

    await linkLists(database.db);

    const wati = await database.db.individual.findUniqueOrThrow({ where: { nik: NIK.wati } });
    expect((await stored()).participations).toMatchObject([{ individualId: wati.id }]);
  });
});

test("a family found under a new No KK keeps its aid and its suspension", async () => {
  await publishTestRelease(database, "2026-07-20", [SARI]);
  await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.gone, nik: NIK.tuti }]);
  await linkLists(database.db);
  await database.db.participation.updateMany({ data: { state: "suspended" } });
  const found = { nomorKk: KK.old, members: [{ nik: NIK.tuti, nama: "TUTI" }] };
  const { households } = await publishTestRelease(database, "2026-10-20", [SARI, found]);

  await linkLists(database.db);

  const { participations, events } = await stored();
  expect(participations).toMatchObject([
    { householdId: households.get(KK.old), state: "suspended" },
  ]);
  expect(events.map(({ action }) => action)).toEqual(["enrolled", "household_recognised"]);
});

describe("a family of the old DTKS", () => {
  test("is the one with its No KK, else the one with more than half of its people", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI, SARI]);
    await applyTestDtks(database.db, "2024-12-31", [
      { nomorKk: KK.sari, nik: NIK.budi },
      { nomorKk: KK.old, nik: NIK.budi },
      { nomorKk: KK.old, nik: NIK.wati },
      { nomorKk: KK.old, nik: NIK.tuti },
    ]);

    await linkLists(database.db);

    const [sari, ...budi] = (await stored()).dtks.map(({ householdId }) => householdId);
    expect(sari).toBe(households.get(KK.sari));
    expect(budi).toEqual([1, 2, 3].map(() => households.get(KK.budi)));
  });

  test("is a family of its own with only half of its people, and keeps that identity", async () => {
    await publishTestRelease(database, "2026-10-20", [BUDI]);
    await applyTestDtks(database.db, "2024-12-31", [
      { nomorKk: KK.old, nik: NIK.budi },
      { nomorKk: KK.old, nik: NIK.tuti },
    ]);

    await linkLists(database.db);

    const { dtks, numbers } = await stored();
    const own = numbers.find(({ nomorKk }) => nomorKk === KK.old);
    expect(own).toMatchObject({ origin: "dtks" });
    expect(dtks.map(({ householdId }) => householdId)).toEqual([
      own?.householdId,
      own?.householdId,
    ]);
  });

  test("is not the family of today that has an old family of its own", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI]);
    await applyTestDtks(database.db, "2024-12-31", [
      { nomorKk: KK.budi, nik: NIK.tuti },
      { nomorKk: KK.old, nik: NIK.budi },
    ]);

    await linkLists(database.db);

    const [same, other] = (await stored()).dtks.map(({ householdId }) => householdId);
    expect(same).toBe(households.get(KK.budi));
    expect(other).not.toBe(households.get(KK.budi));
  });

  test("teaches its old number, which recipient lists still use", async () => {
    const { households } = await publishTestRelease(database, "2026-10-20", [BUDI]);
    await applyTestDtks(database.db, "2024-12-31", [{ nomorKk: KK.old, nik: NIK.budi }]);
    await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.old, nik: NIK.tuti }]);

    await linkLists(database.db);

    const { rows, participations } = await stored();
    expect(rows[0]?.matchedBy).toBe("old_nomor_kk");
    expect(participations).toMatchObject([{ householdId: households.get(KK.budi) }]);
  });
});

test("linking again changes nothing", async () => {
  await publishTestRelease(database, "2026-10-20", [BUDI, SARI]);
  await applyTestDtks(database.db, "2024-12-31", [
    { nomorKk: KK.old, nik: NIK.budi },
    { nomorKk: KK.gone, nik: NIK.tuti },
    { idDtks: "D1", nik: NIK.sari },
    { nik: NIK.tuti },
  ]);
  await applyTestRecipients(database.db, "PKH", [
    { nomorKk: KK.old, nik: NIK.budi },
    { nomorKk: KK.gone },
    { nik: NIK.sari },
    {},
  ]);
  await applyTestRecipients(database.db, "PBI_JK", [{ nomorKk: KK.gone, nik: NIK.tuti }]);
  await linkLists(database.db);
  const first = await stored();

  await linkLists(database.db);

  expect(await stored()).toEqual(first);
});

test("without a release the lists wait", async () => {
  await applyTestRecipients(database.db, "PKH", [{ nomorKk: KK.budi, nik: NIK.budi }]);

  await linkLists(database.db);

  expect(await stored()).toMatchObject({ rows: [{ matchedBy: null }], households: 0 });
});

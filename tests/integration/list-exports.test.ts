import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import { everyPage } from "@/lib/export/list-export";
import { EXPORT_NAMES, type ExportName } from "@/lib/export/schema";
import { enterIndicator, withdrawIndicator } from "@/lib/insights/enter-indicator";
import { findOffice, type Office } from "@/lib/office/queries";
import { listHouseholds } from "@/lib/registry/list-households";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, createTestPerson, type TestAreas } from "../support/people";
import { createRegistry, family, member } from "../support/registry";
import { takeExport } from "../support/take-export";

const FAMILIES = 60;

let database: TestDatabase;
let areas: TestAreas;
let office: Office;
let regency: UserActor;
let nomorKk: string;
let headNik: string;

/** Sixty families in A1, and in B1 one over the limit whose aid is held. */
beforeAll(async () => {
  database = await createTestDatabase();
  areas = await createTestOffice(database.db);
  regency = actorOf("operator", { level: "regency" });
  const registry = createRegistry(database.db, database.pool);
  const many = Array.from({ length: FAMILIES }, (_, index) =>
    family({ villageId: areas.villageA1, desil: (index % 4) + 1, members: [member()] }),
  );
  const over = family({ villageId: areas.villageB1, desil: 9 });
  nomorKk = over.nomorKk;
  headNik = over.members[0]?.nik ?? "";
  await registry.publishRelease({ name: "v3", asOf: "2026-10-20", families: [...many, over] });
  await database.pool.query(
    "UPDATE individual_release SET status_hubungan_keluarga = 1 WHERE nik = $1",
    [headNik],
  );
  await registry.applyRecipients("PKH", [
    { nomorKk: over.nomorKk, nik: headNik, villageId: areas.villageB1 },
  ]);
  await detectCases(database, { day: new Date("2026-11-22T03:00:00Z") });
  const found = await findOffice(database.appDb);
  if (!found) throw new Error("the test office is there");
  office = found;
});
afterAll(() => database.drop());

const within = (...villageIds: number[]) =>
  actorOf("village_operator", { level: "villages", villageIds });

const take = (list: ExportName, request: Partial<Parameters<typeof takeExport>[2]> = {}) =>
  takeExport(database.appDb, list, { actor: regency, office, ...request });

describe("the registry as a file", () => {
  test("is read in batches of any size, each family once", async () => {
    const { release } = office;
    const filter = { villageIds: undefined, desil: [], openCasesOnly: false };
    const ids: string[] = [];
    const batches = everyPage((after: Parameters<typeof listHouseholds>[4]) =>
      listHouseholds(database.appDb, regency, release?.id ?? 0, filter, after, 7),
    );
    for await (const batch of batches) ids.push(...batch.map(({ id }) => id));

    expect(ids).toHaveLength(FAMILIES + 1);
    expect(new Set(ids).size).toBe(FAMILIES + 1);
  });

  test("holds every family once", async () => {
    const rows = await take("keluarga");

    expect(rows).toHaveLength(FAMILIES + 1);
    expect(new Set(rows?.map((row) => `${row["Kepala keluarga"]} ${row["No KK"]}`)).size).toBe(
      FAMILIES + 1,
    );
  });

  test("keeps the filters of the page", async () => {
    const rows = await take("keluarga", { filters: { desil: ["9"] } });

    expect(rows?.map((row) => row["Desil nasional"])).toEqual([9]);
  });

  test("holds one's own area alone", async () => {
    const rows = await take("keluarga", { actor: within(areas.villageB1) });

    expect(rows).toHaveLength(1);
  });

  test("shows four digits, and the whole numbers only where they are asked for", async () => {
    const masked = await take("keluarga");
    const [row] = (await take("keluarga", { filters: { desil: ["9"] }, fullNumbers: true })) ?? [];

    expect(new Set(masked?.map((each) => typeof each["NIK kepala keluarga"]))).toEqual(
      new Set(["undefined"]),
    );
    expect(masked?.filter((each) => !/^•••• \d{4}$/.test(String(each["No KK"])))).toEqual([]);
    expect(row).toMatchObject({ "No KK": nomorKk, "NIK kepala keluarga": headNik });
  });
});

describe("cases and suspensions as files", () => {
  test("say the kind, the stage and the family", async () => {
    const [row, ...others] = (await take("kasus", { fullNumbers: true })) ?? [];

    expect(others).toEqual([]);
    expect(row).toMatchObject({
      "Jenis kasus": "Di atas batas desil: PKH",
      Desil: 9,
      "No KK": nomorKk,
    });
  });

  test("say which aid is held", async () => {
    const rows = await take("penangguhan", { filters: { tab: "menunggu" } });

    expect(rows).toMatchObject([{ Desil: 9, "Batas desil": 4, Keadaan: "Belum ditugaskan" }]);
  });

  test("are empty for somebody who works elsewhere", async () => {
    const actor = within(areas.villageA1);

    expect(await take("kasus", { actor })).toEqual([]);
    expect(await take("penangguhan", { actor, filters: { tab: "menunggu" } })).toEqual([]);
    expect(await take("groundcheck", { actor })).toEqual([]);
  });
});

describe("what the admin keeps, as files", () => {
  test("every account of a role, with all of its areas and what became of it", async () => {
    const { villageA1, villageA2, villageB1, villageB2 } = areas;
    const everywhere = [villageA1, villageA2, villageB1, villageB2];
    await createTestPerson(database.db, "companion", everywhere, { active: false });
    await createTestPerson(database.db, "companion", [villageA1], { passwordHash: "x" });

    const rows = await take("pengguna", { filters: { peran: "companion" } });

    expect(rows?.map((row) => [row.Keadaan, row["Wilayah tugas"]])).toEqual(
      expect.arrayContaining([
        [
          "Nonaktif",
          "Kelurahan Arjosari, Kelurahan Balearjosari, Kelurahan Klojen, Kelurahan Samaan",
        ],
        ["Aktif", "Kelurahan Balearjosari"],
      ]),
    );
    expect(rows).toHaveLength(2);
  });

  test("the series with what was taken back in it", async () => {
    const { id } = await createTestPerson(database.db, "admin", []);
    const admin: UserActor = { ...actorOf("admin", { level: "regency" }), id };
    const values = [
      { year: 2023, value: 251.36 },
      { year: 2024, value: 240.14 },
    ];
    await database.appDb.$transaction((tx) =>
      enterIndicator(tx, admin, "poor_people", { source: "Profil", values }),
    );
    await database.appDb.$transaction((tx) => withdrawIndicator(tx, admin, "poor_people", 2023));

    const rows = await take("indikator");

    expect(rows?.map((row) => [row.Tahun, row["Nilai (ribu jiwa)"], row.Berlaku])).toEqual([
      [2024, 240.14, "ya"],
      [2023, null, "tidak"],
      [2023, 251.36, "tidak"],
    ]);
  });
});

describe("a filter that is not known", () => {
  test.each([
    ["keluarga", { desil: "11" }],
    ["keluarga", { lain: "1" }],
    ["kasus", { wilayah: "99.99.99" }],
    ["kasus", { program: "TIDAK_ADA" }],
    ["groundcheck", { tab: "semua" }],
    ["usulan", { tab: "semua" }],
    ["penangguhan", { umur: "1" }],
    ["audit", { tindakan: "apa saja" }],
    ["impor", { lain: "1" }],
    ["serah-terima", { lain: "1" }],
    ["siap-serah-terima", { lain: "1" }],
    ["pengguna", { peran: "tamu" }],
    ["pengguna", { cari: "hasil" }],
    ["indikator", { lain: "1" }],
    ["tidak-cocok", {}],
    ["tidak-cocok", { impor: "0198f3a0-0000-7000-8000-000000000000" }],
  ] as const)("gives no %s at all instead of everything", async (list, filters) => {
    expect(await take(list, { filters: { ...filters } })).toBeNull();
  });

  test("outside one's area is as one that does not exist", async () => {
    const wilayah = "35.73.02";

    expect(await take("kasus", { filters: { wilayah } })).toHaveLength(1);
    expect(
      await take("kasus", { actor: within(areas.villageA1), filters: { wilayah } }),
    ).toBeNull();
  });
});

test("every list opens without filters, but those of a single import", async () => {
  const ofOneImport: readonly ExportName[] = ["tidak-cocok", "pemadanan"];
  for (const name of EXPORT_NAMES.filter((each) => !ofOneImport.includes(each)))
    expect(await take(name), name).not.toBeNull();
});

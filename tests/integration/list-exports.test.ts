import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { UserActor } from "@/lib/auth/types";
import { detectCases } from "@/lib/cases/detect";
import { type ExportCell, everyPage } from "@/lib/export/list-export";
import { LIST_EXPORTS } from "@/lib/export/lists";
import { EXPORT_NAMES, type ExportName } from "@/lib/export/schema";
import { findOffice, type Office } from "@/lib/office/queries";
import { listHouseholds } from "@/lib/registry/list-households";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { createTestOffice, type TestAreas } from "../support/people";
import { createRegistry, family, member } from "../support/registry";

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

async function take(
  list: ExportName,
  {
    actor = regency,
    filters = {},
    fullNumbers = false,
  }: {
    actor?: UserActor;
    filters?: Record<string, string | string[]>;
    fullNumbers?: boolean;
  } = {},
) {
  const opened = await LIST_EXPORTS[list].open({
    client: database.appDb,
    actor,
    office,
    filters,
    fullNumbers,
  });
  if (!opened) return null;
  const rows: Record<string, ExportCell>[] = [];
  for await (const cells of opened.rows)
    rows.push(
      Object.fromEntries(opened.columns.map((title, index) => [title, cells[index] ?? null])),
    );
  return rows;
}

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

test("every list opens without filters", async () => {
  for (const name of EXPORT_NAMES) expect(await take(name), name).not.toBeNull();
});

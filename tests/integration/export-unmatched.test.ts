import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findOffice, type Office } from "@/lib/office/queries";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, workContext } from "../support/imports";
import { createTestOffice } from "../support/people";
import { takeExport } from "../support/take-export";

/** More rows than a page of the list shows. */
const ROWS = 60;
const operator = actorOf("operator", { level: "regency" });
const ofVillage = actorOf("operator", { level: "villages", villageIds: [1] });

let database: TestDatabase;
let dataDir: string;
let office: Office;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-unmatched-"));
  await createTestOffice(database.db);
  const found = await findOffice(database.appDb);
  if (!found) throw new Error("the test office is there");
  office = found;
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function imported(
  intake: Parameters<typeof checkFiles>[1],
  lines: readonly string[],
): Promise<string> {
  const path = join(dataDir, `${intake.kind}.csv`);
  await writeFile(path, [...lines, ""].join("\n"));
  const { id } = await checkFiles(workContext(database, dataDir), intake, { [intake.kind]: path });
  return id;
}

function take(
  filters: Readonly<Record<string, string>>,
  request: { actor?: typeof operator; fullNumbers?: boolean } = {},
) {
  return takeExport(database.appDb, "tidak-cocok", {
    actor: operator,
    office,
    filters,
    ...request,
  });
}

test("the recipients without a family come whole, masked unless asked, and by reason", async () => {
  const people = Array.from({ length: ROWS }, (_, index) =>
    index === 0 ? "12,34,=TANPA NOMOR,," : `,10357315011${10_000 + index},KPM ${index},,`,
  );
  const impor = await imported({ kind: "recipients", programCode: "PKH", name: "PKH" }, [
    "NIK,NO KK,NAMA PENERIMA,KEL/DESA,KECAMATAN",
    ...people,
  ]);

  const masked = await take({ impor });
  const whole = await take({ impor }, { fullNumbers: true });

  expect(masked).toHaveLength(ROWS);
  expect(JSON.stringify(masked)).not.toMatch(/\d{16}/);
  expect(masked?.at(-1)).toMatchObject({ Baris: ROWS + 1, NIK: null, "No KK": "•••• 0059" });
  expect(whole?.at(-1)).toMatchObject({ "No KK": "1035731501110059" });
  expect(await take({ impor, sebab: "none" })).toMatchObject([
    { "Nama di daftar": "=TANPA NOMOR", Sebab: "Tidak cocok dengan siapa pun" },
  ]);
  expect(await take({ impor }, { actor: ofVillage })).toBeNull();
});

test("the families of the old DTKS that are gone come once each", async () => {
  const person = (kk: string, name: string) => `D1;${kk};;${name};;;KLOJEN;KLOJEN`;
  const impor = await imported({ kind: "dtks", name: "DTKS", asOf: "2024-12-31" }, [
    "ID_DTKS;NOKK;NIK;NAMA;TGL_LAHIR;JK;KELURAHAN;KECAMATAN",
    person("1035731501190001", "SUPARMI"),
    person("1035731501190001", "BAGAS"),
    person("1035731501190002", "WIBOWO"),
  ]);

  expect(await take({ impor })).toMatchObject([
    { Baris: 2, "Orang pertama di keluarga": "SUPARMI", "No KK": "•••• 0001", Anggota: 2 },
    { Baris: 4, "Orang pertama di keluarga": "WIBOWO", Anggota: 1 },
  ]);
  expect(await take({ impor }, { fullNumbers: true })).toMatchObject([
    { "No KK": "1035731501190001" },
    { "No KK": "1035731501190002" },
  ]);
  expect(await take({ impor, sebab: "none" })).toBeNull();
});

test("the persons whom Dukcapil names and no release has come with its answer", async () => {
  const impor = await imported({ kind: "dukcapil", name: "Padan" }, [
    "NIK|NAMA|STATUS|KETERANGAN|TGL LAHIR",
    "1073014101700004|TUTI|TIDAK AKTIF|MENINGGAL|",
    "99|SALAH TULIS|PADAN||",
  ]);

  expect(await take({ impor }, { fullNumbers: true })).toEqual([
    {
      Baris: 2,
      "Nama di daftar": "TUTI",
      NIK: "1073014101700004",
      "Jawaban Dukcapil": "Tidak aktif, meninggal",
      Sebab: "NIK tidak ada di rilis yang berlaku",
    },
    {
      Baris: 3,
      "Nama di daftar": "SALAH TULIS",
      NIK: "99",
      "Jawaban Dukcapil": "Padan",
      Sebab: "NIK tidak sah",
    },
  ]);
});

test("the lines of a desil list that lead to no family come with their desil", async () => {
  const impor = await imported({ kind: "desil", name: "Desil", asOf: "2026-11-01" }, [
    "Nomor KK,Desil,NIK,Nama",
    "1035731501190001,DESIL 4,,TUTI",
    ",2,1073014101700004,SARI",
  ]);

  expect(await take({ impor })).toMatchObject([
    {
      Baris: 2,
      "No KK": "•••• 0001",
      NIK: null,
      Desil: 4,
      Sebab: "Keluarganya tidak ada di DTSEN",
    },
    { Baris: 3, "No KK": null, Desil: 2, Sebab: "Tidak cocok dengan siapa pun" },
  ]);
  expect(await take({ impor }, { fullNumbers: true })).toMatchObject([
    { "No KK": "1035731501190001" },
    { NIK: "1073014101700004" },
  ]);
});

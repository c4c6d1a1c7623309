import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { countWarnedRows } from "@/lib/import/count-warned-rows";
import type { ReceiveImport } from "@/lib/import/schema";
import { actorOf } from "../support/actors";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, workContext } from "../support/imports";
import { createTestOffice } from "../support/people";

/** Invented people of region 10, which does not exist: a woman of 12 March 1980, and a No KK. */
const NIK = "1035735203800001";
const NOMOR_KK = "1035731501190001";

let database: TestDatabase;
let dataDir: string;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-baris-"));
  await createTestOffice(database.db);
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

/** What the check of a list says of its rows: "line code column", and the texts that it counts. */
async function checked(
  intake: Omit<ReceiveImport, "files" | "name">,
  lines: readonly string[],
): Promise<{ found: string[]; texts: unknown[]; warned: unknown[] }> {
  const path = join(dataDir, `${intake.kind}.csv`);
  await writeFile(path, [...lines, ""].join("\n"));
  const role = intake.kind === "dtsen" ? "family" : intake.kind;
  const ctx = workContext(database, dataDir);
  const run = await checkFiles(ctx, { ...intake, name: "Daftar" }, { [role]: path });
  const problems = await database.db.importProblem.findMany({
    where: { runId: run.id },
    orderBy: [{ lineNo: "asc" }, { code: "asc" }],
  });
  expect(new Set(problems.map(({ fileId }) => fileId))).toEqual(new Set([run.files[0]?.id]));
  return {
    found: problems.map(({ lineNo, code, column }) => `${lineNo} ${code} ${column}`).toSorted(),
    texts: run.summary?.problems.flatMap(({ texts }) => texts ?? []) ?? [],
    warned: await countWarnedRows(
      database.appDb,
      actorOf("verifier", { level: "regency" }),
      run.id,
      run.summary?.problems ?? [],
    ),
  };
}

test("rows of the old DTKS are judged by their dates, numbers, names, areas and repetitions", async () => {
  const { found, texts, warned } = await checked({ kind: "dtks", asOf: "2024-12-31" }, [
    "ID_DTKS;NOKK;NIK;NAMA;TGL_LAHIR;JK;KELURAHAN;KECAMATAN;PKH;BPNT;PBI",
    `1;${NOMOR_KK};${NIK};SITI;12/03/1980;P;ARJOSARI;BLIMBING;Ya;1;YA (PBI JKN)`,
    `2;${NOMOR_KK};${NIK};SITI;12/03/1980;P;ARJOSARI;BLIMBING;Tidak;2;-`,
    `3;${NIK};${NIK};SITI 2;12/03/2025;L;ENTAH;BLIMBING;mungkin;2;-`,
    `4;${NOMOR_KK};;TUA;12/03/1880;;ENTAH;BLIMBING;mungkin;${NOMOR_KK};`,
  ]);

  expect(found).toEqual([
    "3 row_repeated nik",
    "4 area_unknown kelurahan",
    "4 birth_after_as_of tanggal_lahir",
    "4 birth_differs_from_nik tanggal_lahir",
    "4 code_unknown bansos_pkh",
    "4 name_has_digits nama",
    "4 nik_equals_kk nik",
    "4 row_repeated nik",
    "4 sex_differs_from_nik jenis_kelamin",
    "5 area_unknown kelurahan",
    "5 birth_too_early tanggal_lahir",
    "5 code_unknown bansos_bpnt",
    "5 code_unknown bansos_pkh",
    "5 nik_empty nik",
  ]);
  expect(warned).toEqual([{ role: "dtks", rows: 3, isLeast: false }]);
  expect(texts).toEqual(
    expect.arrayContaining([
      { text: "ENTAH", count: 2 },
      { text: "mungkin", count: 2 },
      { text: "•••• 0001", count: 1 },
    ]),
  );
  const rows = await database.db.dtksRow.findMany({ orderBy: { lineNo: "asc" } });
  expect(rows).toMatchObject([
    { bansosPkh: 1, bansosBpnt: 1, pbiJkn: 1 },
    { bansosPkh: 2, bansosBpnt: 2, pbiJkn: null },
    { bansosPkh: null },
    { bansosPkh: null, bansosBpnt: null },
  ]);
});

test("rows with a warning are counted also where not each warning is kept", async () => {
  const { warned } = await checked({ kind: "dtks", asOf: "2024-10-31" }, [
    "ID_DTKS;NOKK;NAMA;PKH",
    ...Array.from({ length: 1100 }, (_, index) => `${index};${NOMOR_KK};SITI;mungkin`),
  ]);

  expect(warned).toEqual([{ role: "dtks", rows: 1100, isLeast: true }]);
});

test("columns that a list does not have are unknown, never no", async () => {
  await checked({ kind: "dtks", asOf: "2024-11-30" }, ["ID_DTKS;NOKK;NAMA", `1;${NOMOR_KK};SITI`]);

  const row = await database.db.dtksRow.findFirst({ orderBy: { listId: "desc" } });
  expect(row).toMatchObject({
    bansosPkh: null,
    bansosBpnt: null,
    pbiJkn: null,
    desil: null,
    jenisKelamin: null,
    tanggalLahir: null,
  });
});

test("a NIK twice in Dukcapil's answer is told, and a word that nobody knows is counted", async () => {
  const { found, texts } = await checked({ kind: "dukcapil" }, [
    "NIK,NAMA,STATUS,KETERANGAN",
    `${NIK},SITI,PADAN,`,
    `${NIK},SITI,PADAN,`,
    "1035735203800002,ANI,BERES,",
  ]);

  expect(found).toEqual(["3 row_repeated nik", "4 dukcapil_words_unknown status"]);
  const repeated = await database.db.importProblem.findFirst({
    where: { code: "row_repeated", file: { role: "dukcapil" } },
  });
  expect(repeated?.firstLineNo).toBe(2);
  expect(texts).toEqual([{ text: "BERES", count: 1 }]);
});

test("a recipient whose NIK is the No KK is told, and stays", async () => {
  const { found } = await checked({ kind: "recipients", programCode: "PKH" }, [
    "NIK,NO KK,NAMA PENERIMA,NOMINAL",
    `${NIK},${NIK},SITI,banyak`,
  ]);

  expect(found).toEqual(["2 nik_equals_kk nik", "2 number_unreadable amount_rupiah"]);
  expect(await database.db.recipientRow.count({ where: { nik: NIK } })).toBe(1);
});

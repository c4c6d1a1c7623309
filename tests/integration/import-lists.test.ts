import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkRun } from "@/lib/import/check-run";
import { checkImportAgain } from "@/lib/import/commands";
import { withImportLock } from "@/lib/import/import-lock";
import { finishInterruptedRuns } from "@/lib/import/interrupted-runs";
import type { ImportRunPage } from "@/lib/import/queries";
import { storedFilePath } from "@/lib/import/storage";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice, type TestAreas } from "../support/people";

const COMMAND_LINE = { kind: "command_line" } as const;

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;
let areas: TestAreas;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-lists-"));
  ctx = workContext(database, dataDir);
  areas = await createTestOffice(database.db);
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function csv(name: string, lines: readonly string[], encoding: BufferEncoding = "utf8") {
  const path = join(dataDir, name);
  await writeFile(path, Buffer.from(`${lines.join("\r\n")}\r\n`, encoding));
  return path;
}

function problemsOf(run: ImportRunPage): Record<string, number> {
  return Object.fromEntries(
    (run.summary?.problems ?? []).map(({ code, column, count }) => [`${code} ${column}`, count]),
  );
}

describe("an old DTKS", () => {
  test("is read under an office's own headings, in Windows-1252, with what nobody knows kept", async () => {
    const path = await csv(
      "dtks.csv",
      [
        "No;ID_DTKS;NOKK;NIK;NAMA;TGL_LAHIR;JK;KELURAHAN;KECAMATAN;DESIL;PKH;PBI;IBU",
        "1;D1;1073010101100001;1073010101800001;ANDRÉ;01/01/1980;L;ARJOSARI;BLIMBING;DESIL 2;YA;TIDAK;SITI",
        "2;D1;1073010101100001;1073014101820002;WATI;02/01/1982;L;Arjosari;Blimbing;11;YA;;",
        "3;D2;3,57305E+15;;TUTI;31/02/1980;P;SUKAMAJU;BLIMBING;;;;",
        "4;D2;;;;;;;;;;;",
        "5;too;few",
      ],
      "latin1",
    );

    const run = await checkFiles(
      ctx,
      { kind: "dtks", name: "DTKS", asOf: "2024-12-31" },
      { dtks: path },
    );

    expect(run.state).toBe("ready");
    expect(run.files[0]).toMatchObject({
      encoding: "windows-1252",
      delimiter: ";",
      rowsRead: 5,
      rowsGood: 3,
      rowsRejected: 2,
    });
    expect(problemsOf(run)).toEqual({
      "area_unknown kelurahan": 1,
      "birth_differs_from_nik tanggal_lahir": 1,
      "broken_line null": 1,
      "day_unreadable tanggal_lahir": 1,
      "desil_unreadable desil": 1,
      "kk_scientific nomor_kk": 1,
      "nik_empty nik": 1,
      "nobody null": 1,
      "sex_differs_from_nik jenis_kelamin": 1,
    });
    const rows = await database.db.dtksRow.findMany({
      where: { list: { runId: run.id } },
      orderBy: { lineNo: "asc" },
    });
    expect(rows[0]).toMatchObject({
      lineNo: 2,
      nama: "ANDRÉ",
      nikValid: true,
      tanggalLahir: new Date("1980-01-01"),
      villageId: areas.villageA2,
      desil: 2,
      bansosPkh: 1,
      bansosBpnt: null,
      pbiJkn: 2,
      raw: { IBU: "SITI" },
    });
    expect(rows[2]).toMatchObject({ nomorKk: "3,57305E+15", nik: null, villageId: null });
  });

  test("without the columns that make one fails with the reason, and leaves no list", async () => {
    const path = await csv("asing.csv", ["ID_DTKS;NAMA;DESIL", "D1;BUDI;1"]);

    const run = await checkFiles(
      ctx,
      { kind: "dtks", name: "Asing", asOf: "2024-12-31" },
      { dtks: path },
    );

    expect(run).toMatchObject({
      state: "failed",
      failure: { step: "check", code: "columns_missing" },
    });
    expect(run.failure?.sentence).toContain("No. KK atau NIK");
    expect(await database.db.dtksList.count({ where: { runId: run.id } })).toBe(0);
  });
});

describe("a recipient list", () => {
  test("of a header alone fails, for as a complete list it would end everybody's aid", async () => {
    const path = await csv("kosong.csv", ["NIK,NO KK,NAMA PENERIMA"]);

    const run = await checkFiles(
      ctx,
      { kind: "recipients", name: "Kosong", programCode: "PKH", listIsComplete: true },
      { recipients: path },
    );

    expect(run).toMatchObject({ state: "failed", failure: { step: "check", code: "no_rows" } });
    expect(await database.db.recipientList.count({ where: { runId: run.id } })).toBe(0);
  });

  const HEADER = "NIK,NO KK,NAMA PENERIMA,KEL/DESA,KECAMATAN,PERIODE,PENYALUR,NOMINAL";
  const BUDI =
    '1073010101800001,1073010101100001,BUDI,ARJOSARI,BLIMBING,TAHAP 4 2026,POS,"Rp 600.000"';

  test("skips its totals, warns of a person who stands in it twice, and gives broken rows back", async () => {
    const path = await csv("penerima_pkh.csv", [
      HEADER,
      BUDI,
      BUDI,
      "1073014101820002,1073010101100002,WATI,ARJOSARI,BLIMBING,TAHAP 4 2026,POS,banyak",
      "rusak,baris",
      ",,,,,,,",
      ",,TOTAL,,,,,1800000",
    ]);
    const intake = { kind: "recipients", name: "PKH", programCode: "PKH" } as const;

    const run = await checkFiles(ctx, intake, { recipients: path });

    expect(run.files[0]).toMatchObject({ rowsRead: 4, rowsGood: 3, rowsRejected: 1 });
    expect(run.summary).toMatchObject({ rows: 3, totalsSkipped: 1, matched: { newHousehold: 3 } });
    expect(problemsOf(run)).toEqual({
      "broken_line null": 1,
      "number_unreadable amount_rupiah": 1,
      "person_repeated nik": 1,
    });
    const [rejected] = await database.db.importProblem.findMany({
      where: { runId: run.id, severity: "rejected" },
    });
    expect(rejected).toMatchObject({ lineNo: 5, rawLine: "rusak,baris" });
    expect(
      await database.db.recipientRow.findFirst({ where: { list: { runId: run.id }, lineNo: 2 } }),
    ).toMatchObject({ amountRupiah: 600_000n, channel: "POS", villageId: areas.villageA2 });
  });

  test("checked again gives the same, once", async () => {
    const title = "DAFTAR PENERIMA SEMBAKO,,,,,,,";
    const path = await csv("penerima_sembako.csv", [title, HEADER, BUDI, "rusak"]);
    const intake = { kind: "recipients", name: "Sembako", programCode: "SEMBAKO" } as const;
    const first = await checkFiles(ctx, intake, { recipients: path });

    const step = { runId: first.id, version: first.version };
    await database.db.$transaction((tx) => checkImportAgain(tx, COMMAND_LINE, step));
    await checkRun(ctx, first.id);

    const again = await database.db.importRun.findUniqueOrThrow({
      where: { id: first.id },
      include: { files: true, problems: true, recipientLists: { include: { rows: true } } },
    });
    expect(again.state).toBe("ready");
    expect(again.summary).toEqual(first.summary);
    expect(again.problems).toHaveLength(1);
    expect(again.recipientLists[0]?.rows).toHaveLength(1);
  });

  test("whose file is gone from the store fails and says what to do", async () => {
    const path = await csv("hilang.csv", [HEADER, BUDI, ""]);
    const intake = { kind: "recipients", name: "Hilang", programCode: "PKH" } as const;
    const first = await checkFiles(ctx, intake, { recipients: path });
    await rm(storedFilePath(dataDir, first.files[0]?.sha256 ?? ""));

    const step = { runId: first.id, version: first.version };
    await database.db.$transaction((tx) => checkImportAgain(tx, COMMAND_LINE, step));
    await checkRun(ctx, first.id);

    expect(await database.db.importRun.findUnique({ where: { id: first.id } })).toMatchObject({
      state: "failed",
      failure: { step: "check", code: "file_missing" },
    });
  });
});

test("what a killed command line left is ended where it was checking and finished where it was publishing", async () => {
  const header = "NIK,NO KK,NAMA PENERIMA,PERIODE";
  const checking = await checkFiles(
    ctx,
    { kind: "recipients", name: "Terputus", programCode: "PKH" },
    { recipients: await csv("a.csv", [header, "1073010101800001,1073010101100001,A,1"]) },
  );
  const publishing = await publishFiles(
    ctx,
    { kind: "recipients", name: "Hampir", programCode: "PKH" },
    { recipients: await csv("b.csv", [header, "1073010101800001,1073010101100001,B,1"]) },
  );
  await database.db.importRun.update({ where: { id: checking.id }, data: { state: "checking" } });
  await database.db.importRun.update({
    where: { id: publishing.id },
    data: { state: "publishing" },
  });

  await withImportLock(ctx, finishInterruptedRuns);

  expect(await database.db.importRun.findUnique({ where: { id: checking.id } })).toMatchObject({
    state: "failed",
    failure: { code: "interrupted" },
  });
  expect(await database.db.importRun.findUnique({ where: { id: publishing.id } })).toMatchObject({
    state: "published",
  });
});

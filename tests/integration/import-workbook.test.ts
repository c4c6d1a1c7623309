import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ImportRunPage } from "@/lib/import/queries";
import { findImportFile, readRejectedRows } from "@/lib/import/queries";
import { rejectedRowsCsv } from "@/lib/import/rejected-rows";
import type { WorkContext } from "@/lib/jobs/work-context";
import { FAMILY_COLUMNS, MEMBER_COLUMNS } from "@/lib/registry/dtsen-dictionary";
import { linkLists } from "@/lib/registry/link-lists";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { type Fields, family, member } from "../support/dtsen-files";
import { checkFiles, publishFiles, workContext } from "../support/imports";
import { createTestOffice } from "../support/people";
import { publishTestRelease } from "../support/releases";
import { type RawWorkbook, writeRawWorkbook } from "../support/workbooks";

const COMMAND_LINE = { kind: "command_line" } as const;
const LIST = { kind: "recipients", name: "KPM", programCode: "PKH" } as const;

/** People of the release; the first two are twins whose numbers differ in the last digit alone. */
const FAMILIES = [
  {
    nomorKk: "1073010101100001",
    members: [
      { nik: "1073010101800011", nama: "BUDI" },
      { nik: "1073010101800012", nama: "BADU" },
    ],
  },
  { nomorKk: "1073010101100012", members: [{ nik: "1073014202820027", nama: "SARI" }] },
  { nomorKk: "1073010101100030", members: [{ nik: "1073014303830030", nama: "WATI" }] },
];

let database: TestDatabase;
let dataDir: string;
let ctx: WorkContext;

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "tepat-workbook-"));
  ctx = workContext(database, dataDir);
  await createTestOffice(database.db);
  await publishTestRelease(database, "2026-07-20", FAMILIES);
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** A cell in the order of the columns: a text, or a number as it is stored. */
type Cell = string | number | { readonly stored: string };

async function workbook(name: string, rows: readonly (readonly Cell[])[]): Promise<string> {
  const path = join(dataDir, `${name}.xlsx`);
  const written = rows.map((cells) => `<row>${cells.map(cellXml).join("")}</row>`).join("");
  const sheets: RawWorkbook["sheets"] = [
    { name: "Petunjuk", rows: "<row><c t='str'><v>Isi dengan benar</v></c></row>" },
    { name: "SP2D", rows: written },
  ];
  await writeRawWorkbook(path, { sheets });
  return path;
}

function cellXml(cell: Cell): string {
  if (typeof cell === "string") return `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
  return `<c><v>${typeof cell === "number" ? cell : cell.stored}</v></c>`;
}

const HEADER = ["NO", "NIK", "NO KK", "NAMA PENERIMA", "NOMINAL"];
const TITLES: readonly (readonly Cell[])[] = [["DAFTAR KPM PKH TAHAP 4"], [], HEADER];

function problemsOf(run: ImportRunPage): Record<string, number> {
  return Object.fromEntries(
    (run.summary?.problems ?? []).map(({ code, column, count }) => [`${code} ${column}`, count]),
  );
}

describe("a recipient list in a workbook", () => {
  test("is found below its title, without totals and signature, and given back as it came", async () => {
    const path = await workbook("list", [
      ...TITLES,
      [1, "1073010101800011", "1073010101100001", "BUDI", 600_000],
      ["SUB TOTAL", "", "", "", 600_000],
      [2, "1073014202820027", "1073010101100012", 'SARI "NENG"', { stored: "6.5E+5" }],
      [3, "", "", "", 600_000],
      ["JUMLAH", "", "", "", { stored: "1850000" }],
      ["", "", "", "Malang, 30 November 2026"],
      ["", "", "", "NIP. 197001011995031002"],
    ]);

    const run = await checkFiles(ctx, LIST, { recipients: path });

    expect(run.state).toBe("ready");
    const [file] = run.files;
    expect(file).toMatchObject({
      sheet: "SP2D",
      headerLine: 3,
      header: HEADER,
      rowsGood: 2,
      rowsRejected: 1,
    });
    expect(run.summary).toMatchObject({ totalsSkipped: 4, matched: { nomorKk: 2 } });
    const rows = await database.db.recipientRow.findMany({
      where: { list: { runId: run.id } },
      orderBy: { lineNo: "asc" },
    });
    expect(rows.map(({ lineNo, nama, amountRupiah }) => [lineNo, nama, amountRupiah])).toEqual([
      [4, "BUDI", 600_000n],
      [6, 'SARI "NENG"', 650_000n],
    ]);
    expect(await rejectedOf(file?.id ?? "")).toEqual([
      "NO;NIK;NO KK;NAMA PENERIMA;NOMINAL;alasan;baris;isi_asli",
      "3;;;;600000;Nama dan NIK kosong. Isi sedikitnya nama atau NIK.;7;",
    ]);
  });

  test("a damaged NIK leads to the one person it can be, and to nobody where there are two", async () => {
    const path = await workbook("damaged", [
      ...TITLES,
      [1, { stored: "1073014202820027" }, "", "SARI", 1],
      [2, { stored: "1073014202820020" }, "1073010101100012", "SARIYATI", 1],
      [3, { stored: "1.07301430383003E+15" }, "", "Wati", 1],
      [4, { stored: "1073010101800010" }, "1073010101100001", "BUDI", 1],
      [5, { stored: "1073014202820020" }, "", "ORANG LAIN", 1],
      [6, { stored: "1.07301E+15" }, "1073010101100001", "BUDI", 1],
      [7, "1,07301E+15", "", "SARI", 1],
      [8, "1073014303830030", { stored: "1073010101100030" }, "WATI", 1],
      [9, "1073014303830030", { stored: "1073010101100090" }, "WATI", 1],
    ]);

    const run = await checkFiles(ctx, LIST, { recipients: path });

    const rows = await database.db.recipientRow.findMany({
      where: { list: { runId: run.id } },
      orderBy: { lineNo: "asc" },
    });
    expect(rows.map(({ nik, nikValid, nomorKk }) => [nik, nikValid, nomorKk])).toEqual([
      ["1073014202820027", true, null],
      ["1073014202820027", true, "1073010101100012"],
      ["1073014303830030", true, null],
      ["107301010180001?", false, "1073010101100001"],
      ["107301420282002?", false, null],
      ["1.07301E+15", false, "1073010101100001"],
      ["1,07301E+15", false, null],
      ["1073014303830030", true, "1073010101100030"],
      ["1073014303830030", true, "107301010110009?"],
    ]);
    expect(problemsOf(run)).toMatchObject({
      "nik_damaged nik": 4,
      "nik_settled nik": 2,
      "nik_scientific nik": 2,
      "kk_damaged nomor_kk": 2,
      "kk_settled nomor_kk": 1,
    });
    expect(run.summary).toMatchObject({ matched: { nomorKk: 4, nik: 3, none: 2 } });
  });

  test("is settled by the release that comes after it", async () => {
    const path = await workbook("early", [
      ...TITLES,
      [1, { stored: "1073014505850050" }, "", "TUTI", 1],
    ]);
    const run = await publishFiles(ctx, { ...LIST, name: "Lebih dulu" }, { recipients: path });
    const nikOf = async () =>
      (await database.db.recipientRow.findFirstOrThrow({ where: { list: { runId: run.id } } })).nik;
    expect(await nikOf()).toBe("107301450585005?");

    const TUTI = {
      nomorKk: "1073010101100099",
      members: [{ nik: "1073014505850051", nama: "TUTI" }],
    };
    await publishTestRelease(database, "2026-10-20", [...FAMILIES, TUTI]);
    await linkLists(database.db);

    expect(await nikOf()).toBe("1073014505850051");
  });
});

test("a release in workbooks is read as one in text files, with damaged NIK completed", async () => {
  const [budi, badu, sari] = ["1073010101100001", "1073010101100001", "1073010101100012"];
  const families = [budi, sari, "3.57305E+15"].map((kk) => family(kk));
  const members = [
    member(budi, "1073010101800011", { nama: "BUDI" }),
    member(badu, "1073010101800010", { nama: "BADU" }),
    member(sari, "1073014202820020", { nama: "SARI", tanggal_lahir: "1982-02-02" }),
  ];

  const run = await checkFiles(
    ctx,
    { kind: "dtsen", name: "v4 2026", asOf: "2026-12-20" },
    {
      family: await releaseWorkbook("families", FAMILY_COLUMNS, families),
      member: await releaseWorkbook("members", MEMBER_COLUMNS, members),
    },
  );

  expect(run.failure).toBeNull();
  const counts = run.files.map(({ role, sheet, rowsGood, rowsRejected }) => [
    role,
    sheet,
    rowsGood,
    rowsRejected,
  ]);
  expect(counts.toSorted()).toEqual([
    ["family", "SP2D", 2, 1],
    ["member", "SP2D", 3, 0],
  ]);
  const people = await database.db.individualRelease.findMany({
    where: { releaseId: run.release?.id },
    orderBy: { lineNo: "asc" },
  });
  expect(people.map(({ nik, nikValid, tanggalLahir }) => [nik, nikValid, tanggalLahir])).toEqual([
    ["1073010101800011", true, new Date("1980-05-12")],
    ["107301010180001?", false, new Date("1980-05-12")],
    ["1073014202820027", true, new Date("1982-02-02")],
  ]);
  expect(run.summary).toMatchObject({ individuals: { invalidNik: 1 } });
});

/** Numbers of sixteen digits that end in 0 stand in number cells, as a person's typing leaves them. */
function releaseWorkbook(
  name: string,
  columns: readonly { readonly column: string }[],
  rows: readonly Fields[],
): Promise<string> {
  const cells = rows.map((fields) =>
    columns.map(({ column }) => {
      const text = fields[column] ?? "";
      return /^\d{15}0$|E\+/.test(text) ? { stored: text } : text;
    }),
  );
  return workbook(name, [columns.map(({ column }) => column), ...cells]);
}

async function rejectedOf(fileId: string): Promise<string[]> {
  const file = await findImportFile(database.db, COMMAND_LINE, fileId);
  if (!file) throw new Error("The file is not there");
  let text = "";
  for await (const part of rejectedRowsCsv(
    file,
    readRejectedRows(database.db, COMMAND_LINE, fileId),
  ))
    text += part;
  return text.replace("\uFEFF", "").trim().split("\r\n");
}

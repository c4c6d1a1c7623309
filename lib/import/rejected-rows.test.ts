import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openCsv } from "./csv/open-csv";
import { type RejectedRow, rejectedRowsCsv } from "./rejected-rows";

const FILE = {
  header: ["nomor_kk", "nama"],
  delimiter: "|",
  role: "family",
  siblings: [
    { name: "keluarga 1.csv", role: "family", lineOffset: 0 },
    { name: "keluarga 2.csv", role: "family", lineOffset: 900 },
  ],
} as const;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tepat-ditolak-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function* each(rows: readonly RejectedRow[]): AsyncGenerator<RejectedRow> {
  yield* rows;
}

/** The written file as our own importer reads it. */
async function readBack(rows: readonly RejectedRow[]): Promise<(readonly string[] | null)[]> {
  const path = join(folder, "ditolak.csv");
  await writeFile(path, rejectedRowsCsv(FILE, each(rows)));
  const opened = await openCsv(path);
  if (!opened.ok) throw new Error(opened.problem.code);
  const read: (readonly string[] | null)[] = [opened.value.header];
  for await (const row of opened.value.rows) read.push(row.fields);
  return read;
}

describe("rejected rows given back", () => {
  test("come in the file's own columns, with the reason and the line beside them", async () => {
    const [header, row] = await readBack([
      { lineNo: 7, code: "family_kk_not_16_digits", rawLine: '"35730"|"SITI ""IPIT"" R; S"' },
    ]);

    expect(header).toEqual(["nomor_kk", "nama", "alasan", "baris", "isi_asli"]);
    expect(row).toEqual([
      "35730",
      'SITI "IPIT" R; S',
      "No. KK keluarga tidak terdiri dari 16 angka. Perbaiki No. KK menjadi 16 angka.",
      "7",
      "",
    ]);
  });

  test("say of a number that stood before in which file and line", async () => {
    const code = "family_kk_in_other_file";
    const [, row] = await readBack([{ lineNo: 3, code, rawLine: "3573|SITI", firstLineNo: 45 }]);

    expect(row?.[2]).toBe(
      "No. KK ini sudah ada di berkas lain dari impor yang sama. Yang pertama: keluarga 1.csv, baris 45. Berkas yang lebih dulu dibaca yang dipakai. Pastikan berkas mana yang benar.",
    );
  });

  test("a line with too many fields is given whole, in no column of the file", async () => {
    const [, row] = await readBack([{ lineNo: 3, code: "broken_line", rawLine: "1|DIAN|EKO|3" }]);

    expect(row).toEqual(["", "", expect.stringContaining("Jumlah kolom"), "3", "1|DIAN|EKO|3"]);
  });

  test("no cell of theirs runs as a formula", async () => {
    const [, row] = await readBack([
      { lineNo: 2, code: "family_kk_zeros", rawLine: "0000000000000000|=HYPERLINK(A1)" },
    ]);

    expect(row?.slice(0, 2)).toEqual(["'0000000000000000", "'=HYPERLINK(A1)"]);
  });
});

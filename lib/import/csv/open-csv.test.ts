import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type CsvRow, openCsv } from "./open-csv";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tepat-csv-"));
});

afterAll(() => rm(folder, { recursive: true }));

async function opened(content: string | Buffer) {
  const path = join(folder, "file.csv");
  await writeFile(path, content);
  return openCsv(path);
}

async function read(content: string | Buffer) {
  const file = await opened(content);
  if (!file.ok) throw new Error(`refused: ${file.problem.code}`);
  const rows: CsvRow[] = [];
  for await (const row of file.value.rows) rows.push(row);
  return { ...file.value, rows };
}

/** Line number and fields, or the problem of a row that is broken. */
function told(rows: readonly CsvRow[]) {
  return rows.map(({ lineNo, fields, problem }) => [lineNo, fields ?? problem]);
}

describe("rows of a delimited file", () => {
  test.each(["|", ";", ",", "\t"])("fields parted by %j, quoted or not", async (delimiter) => {
    const lines = [
      ["nik", "nama", "desil"],
      ["1", '"SITI"', ""],
      ['""', '"A, B; C| D\t"', '"4"'],
    ];
    const { rows, ...file } = await read(lines.map((line) => line.join(delimiter)).join("\n"));

    expect(file.delimiter).toBe(delimiter);
    expect(file.header).toEqual(["nik", "nama", "desil"]);
    expect(told(rows)).toEqual([
      [2, ["1", "SITI", ""]],
      [3, ["", "A, B; C| D\t", "4"]],
    ]);
  });

  test("titles above the header, as a spreadsheet writes them, are no rows", async () => {
    const { rows, header } = await read(
      "PEMERINTAH KOTA MALANG\n;DAFTAR PENERIMA PKH;;\n\nnik;nama;desil;\n1;SITI;4;\n",
    );

    expect(header).toEqual(["nik", "nama", "desil", ""]);
    expect(told(rows)).toEqual([[5, ["1", "SITI", "4", ""]]]);
  });

  test("a title of several cells is no header where a row below names known columns", async () => {
    const { rows, header, headerLine } = await read(
      "Kecamatan:;KLOJEN;\nTahap:;4;\nNO;NIK;NO. KK;NAMA PENERIMA\n1;2;3;SITI\n",
    );

    expect([headerLine, header]).toEqual([3, ["NO", "NIK", "NO. KK", "NAMA PENERIMA"]]);
    expect(told(rows)).toEqual([[4, ["1", "2", "3", "SITI"]]]);
  });

  test("CRLF, a missing last line end and empty lines change nothing", async () => {
    const { rows } = await read("\r\na;b\r\n\r\n1;2\r\n;\r\n  \r\n3;4");

    expect(told(rows)).toEqual([
      [4, ["1", "2"]],
      [7, ["3", "4"]],
    ]);
  });

  test("quotes inside a field, doubled as they should be or not", async () => {
    const { rows } = await read(
      ["a|b|c", '"x ""y"""|"2"|"3"', '"x "y""|"2"|"3"', '"x" y|"2"|"3"', 'x "y"|2|3'].join("\n"),
    );

    expect(told(rows)).toEqual([
      [2, ['x "y"', "2", "3"]],
      [3, ['x "y"', "2", "3"]],
      [4, "broken_line"],
      [5, ['x "y"', "2", "3"]],
    ]);
  });

  test("a quoted field may hold line breaks, and the lines after it keep their numbers", async () => {
    const { rows } = await read('a|b|c\n"1"|"JL MAWAR\r\nRT 1\n\nRW 2"|"3"\n"4"|"5"|"6"\n');

    expect(told(rows)).toEqual([
      [2, ["1", "JL MAWAR\r\nRT 1\n\nRW 2", "3"]],
      [6, ["4", "5", "6"]],
    ]);
    expect(rows[0]?.raw).toBe('"1"|"JL MAWAR\r\nRT 1\n\nRW 2"|"3"');
  });

  test("a line that lost its end does not take the next one with it", async () => {
    const { rows } = await read(
      ["a|b|c", '"1"|"KOTA terpotong', '"4"|"5"|"6"', '"7"|"8', '"9"|"KO', '"10"|"11"|"12"'].join(
        "\n",
      ),
    );

    expect(told(rows)).toEqual([
      [2, "broken_line"],
      [3, ["4", "5", "6"]],
      [4, "broken_line"],
      [5, "broken_line"],
      [6, ["10", "11", "12"]],
    ]);
    expect(rows[0]?.raw).toBe('"1"|"KOTA terpotong');
  });

  test("even when the two halves would make up the columns together", async () => {
    const { rows } = await read(["a|b|c", '"1"|"2', '"4"|"5"|"6"'].join("\n"));

    expect(told(rows)).toEqual([
      [2, "broken_line"],
      [3, ["4", "5", "6"]],
    ]);
  });

  test("a line with too few or too many columns is broken", async () => {
    const { rows } = await read("a;b;c\n1;2\n1;2;3\n1;2;3;4\n");

    expect(told(rows)).toEqual([
      [2, "broken_line"],
      [3, ["1", "2", "3"]],
      [4, "broken_line"],
    ]);
  });

  test("a line of more than a megabyte is one broken row, whatever it holds", async () => {
    const { rows } = await read(`a;b\n1;2\n"${"x".repeat(3_000_000)}\n3;4\n`);

    expect(told(rows)).toEqual([
      [2, ["1", "2"]],
      [3, "line_too_long"],
      [4, ["3", "4"]],
    ]);
    expect(rows[1]?.raw.length).toBeLessThan(10_000);
  });

  test("a quote that is never closed breaks its own line only", async () => {
    const good = Array.from({ length: 5000 }, (_, index) => `${index};x`);
    const { rows } = await read(["a;b", '"1;2', ...good, '"9;9'].join("\n"));

    expect(rows).toHaveLength(5002);
    expect(rows.filter(({ problem }) => problem)).toHaveLength(2);
    expect(rows.at(-1)).toMatchObject({ lineNo: 5003, problem: "broken_line" });
  });

  test("what was written is what is read, across the edges of chunks", async () => {
    const random = seeded(20_267);
    const letters = ["a", "Z", "9", " ", "é", "€", "漢", "😀", "'"];
    // Not both in one record: a part of it could then look like a whole line.
    const alphabets = [
      [...letters, '"', "|", ";"],
      [...letters, "\n", "\r\n"],
    ];
    const records = Array.from({ length: 20_000 }, (_, index) => {
      const alphabet = pick(alphabets, random);
      const fields = Array.from({ length: 4 }, () =>
        Array.from({ length: Math.floor(random() * 12) }, () => pick(alphabet, random)).join(""),
      );
      return [`r${index}`, ...fields];
    });
    const lines = records.map((record) =>
      record
        .map((field) => (random() < 0.3 && /^[\w ]*$/.test(field) ? field : quoted(field)))
        .join("|"),
    );
    const { rows, encoding } = await read(`k|a|b|c|d\n${lines.join("\n")}\n`);

    expect(encoding).toBe("utf-8");
    expect(rows.map(({ fields }) => fields)).toEqual(records);
  });
});

describe("encodings", () => {
  test.each([
    ["UTF-8", Buffer.from("nama;b\nANDRÉ €;1\n", "utf8"), "utf-8"],
    ["UTF-8 with BOM", Buffer.from("\uFEFFnama;b\nANDRÉ €;1\n", "utf8"), "utf-8"],
    ["UTF-8, ending in a long letter", Buffer.from("nama;b\nANDRÉ €;É", "utf8"), "utf-8"],
    ["Windows-1252", Buffer.from("nama;b\nANDR\xc9 \x80;1\n", "latin1"), "windows-1252"],
    ["UTF-16 LE with BOM", utf16("\uFEFFnama;b\nANDRÉ €;1\n", "le"), "utf-16le"],
    ["UTF-16 BE with BOM", utf16("\uFEFFnama;b\r\nANDRÉ €;1\r\n", "be"), "utf-16be"],
    ["UTF-16 LE without BOM", utf16("nama;b\nANDRÉ €;1", "le"), "utf-16le"],
    ["UTF-16 BE without BOM", utf16("nama;b\nANDRÉ €;1", "be"), "utf-16be"],
  ])("%s", async (_, content, encoding) => {
    const file = await read(content);

    expect(file.encoding).toBe(encoding);
    expect(file.header).toEqual(["nama", "b"]);
    expect(file.rows[0]?.fields?.[0]).toBe("ANDRÉ €");
  });

  test("the one letter that decides may stand in the last line of a long file", async () => {
    const plain = "ANDRE;1\n".repeat(300_000);
    const file = await read(Buffer.from(`nama;b\n${plain}RENÉ;2\n`, "latin1"));

    expect(file.encoding).toBe("windows-1252");
    expect(file.rows).toHaveLength(300_001);
    expect(file.rows.at(-1)).toMatchObject({ lineNo: 300_002, fields: ["RENÉ", "2"] });
    expect(file.lineCount).toBe(300_003);
  });

  test.each(["le", "be"] as const)(
    "UTF-16 %s whose letters lie on the edges of chunks, under a title",
    async (order) => {
      const file = await read(
        utf16(`\uFEFFDAFTAR É😀\n\nnama;b\n${"é€😀;1\n".repeat(200_000)}`, order),
      );

      expect([file.encoding, file.headerLine]).toEqual([`utf-16${order}`, 3]);
      expect(file.rows).toHaveLength(200_000);
      expect(file.rows.at(-1)?.lineNo).toBe(200_003);
      expect(file.lineCount).toBe(200_004);
      expect(new Set(file.rows.map(({ fields }) => fields?.[0]))).toEqual(new Set(["é€😀"]));
    },
  );

  test("UTF-8 whose letters lie on the edges of chunks stays UTF-8", async () => {
    const file = await read(`nama;b\n${"é€😀;1\n".repeat(200_000)}`);

    expect(file.encoding).toBe("utf-8");
    expect(new Set(file.rows.map(({ fields }) => fields?.[0]))).toEqual(new Set(["é€😀"]));
  });
});

describe("files that are something else", () => {
  test.each([
    ["nothing", "", "empty_file"],
    ["nothing but a BOM", "\uFEFF\n", "empty_file"],
    ["a PDF", "%PDF-1.7\n1;2", "pdf_file"],
    ["bytes of a program", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 1]), "not_a_text_table"],
    [
      "numbers of two bytes",
      Buffer.from(Uint16Array.from({ length: 99 }, (_, n) => n).buffer),
      "not_a_text_table",
    ],
    ["a JPEG called CSV", Buffer.from([0xff, 0xd8, 0xff, 0xe0]), "image_file"],
    ["a PNG", Buffer.from("\x89PNG\r\n\x1a\n", "latin1"), "image_file"],
    ["a page called XLS", '<html xmlns:x="urn">\n<table><tr><td>nik;nama</td></tr>', "web_page"],
    ["an XML spreadsheet", '\uFEFF<?xml version="1.0"?>\n<Workbook>', "web_page"],
    ["JSON", '[{"nik":"1","nama":"SITI"}]', "not_a_text_table"],
    ["RTF", "{\\rtf1 nik;nama", "document_file"],
    ["a RAR", Buffer.from("Rar!\x1a\x07\x00", "latin1"), "other_archive"],
    ["a TAR", Buffer.from(`a.csv${"\0".repeat(252)}ustar`, "latin1"), "other_archive"],
    [
      "a list without header",
      "3573011205800001|SITI|4\n3573011205800002|ANI|4\n",
      "header_is_data",
    ],
    ["one damaged by a spreadsheet", "1;3,57301E+15;SITI\n2;3,57301E+15;ANI\n", "header_is_data"],
    ["prose", "Yth. Kepala Dinas Sosial\ndi tempat\n", "no_columns"],
    ["301 columns", `${Array.from({ length: 301 }, (_, n) => n).join(";")}\n`, "too_many_columns"],
  ])("%s is refused", async (_, content, code) => {
    expect(await opened(content)).toEqual({ ok: false, problem: { code } });
  });
});

function utf16(text: string, order: "le" | "be"): Buffer {
  const bytes = Buffer.from(text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

function quoted(field: string): string {
  return `"${field.replaceAll('"', '""')}"`;
}

function pick<Value>(values: readonly Value[], random: () => number): Value {
  const value = values[Math.floor(random() * values.length)];
  if (value === undefined) throw new Error("nothing to pick from");
  return value;
}

/** Mulberry32: the same numbers in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

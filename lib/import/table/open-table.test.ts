import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import writeExcelFile from "write-excel-file/node";
import { type RawWorkbook, writeRawWorkbook, zipOf } from "@/tests/support/workbooks";
import type { CsvRow } from "../csv/open-csv";
import { openTable, sampleRows, type TablePlace } from "./open-table";

let folder: string;
let path: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tepat-table-"));
  path = join(folder, "table");
});

afterAll(() => rm(folder, { recursive: true }));

async function readFile(place?: TablePlace) {
  const opened = await openTable(path, place);
  if (!opened.ok) throw new Error(`refused: ${opened.problem.code}`);
  const rows: CsvRow[] = [];
  for await (const row of opened.value.rows) rows.push(row);
  return { ...opened.value, rows };
}

async function read(workbook: RawWorkbook, place?: TablePlace) {
  await writeRawWorkbook(path, workbook);
  return readFile(place);
}

/** The fields of the rows of one sheet under a header of known names. */
async function fieldsOf(rows: string, more: Omit<RawWorkbook, "sheets"> = {}) {
  const header = inline(1, ["NIK", "NAMA", "ALAMAT"]);
  const table = await read({ sheets: [{ name: "A", rows: header + rows }], ...more });
  return table.rows.map(({ fields, problem }) => fields ?? problem);
}

function inline(line: number, texts: readonly string[]): string {
  const cells = texts.map(
    (text, column) =>
      `<c r="${String.fromCharCode(65 + column)}${line}" t="inlineStr"><is><t>${text}</t></is></c>`,
  );
  return `<row r="${line}">${cells.join("")}</row>`;
}

describe("cells of a workbook", () => {
  test("shared, inline, rich, phonetic, formula, boolean and error", async () => {
    const fields = await fieldsOf(
      [
        '<row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2" t="s"><v>0</v></c><c r="C2" t="inlineStr"><is><r><rPr><b/></rPr><t>JL </t></r><r><t xml:space="preserve"> MAWAR</t></r></is></c></row>',
        '<row r="3"><c r="A3" t="str"><f>A2&amp;"x"</f><v>cached</v></c><c r="B3" t="b"><v>1</v></c><c r="C3" t="e"><v>#N/A</v></c></row>',
        '<row r="4"><c r="A4" t="b"><v>0</v></c><c r="B4" t="s"><v>2</v></c><c r="C4"><f>1+1</f><v>2</v></c></row>',
      ].join(""),
      {
        strings:
          '<si><t>SITI</t></si><si><r><t>35</t></r><r><t>73</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t xml:space="preserve"> a </t></si>',
      },
    );

    expect(fields).toEqual([
      ["3573", "SITI", "JL  MAWAR"],
      ["cached", "TRUE", "#N/A"],
      ["FALSE", " a ", "2"],
    ]);
  });

  test("entities, CDATA, comments, escapes and every letter", async () => {
    expect(
      await fieldsOf(
        `${inline(2, ["&lt;A &amp; B&gt;", "&#233;&#x1F600;&quot;", "a|b"])}<!-- <row> -->${inline(3, ["<![CDATA[<x> & y]]>", "satu&#10;dua_x000D_", "é漢&apos;&unknown;"])}`,
      ),
    ).toEqual([
      ["<A & B>", 'é😀"', "a|b"],
      ["<x> & y", "satu\ndua\r", "é漢'&unknown;"],
    ]);
  });

  test("rows and cells without their place, in gaps, out of order, and beyond the header", async () => {
    const table = await read({
      sheets: [
        {
          name: "A",
          rows: [
            '<row><c t="inlineStr"><is><t>NIK</t></is></c><c t="inlineStr"><is><t>NAMA</t></is></c><c t="inlineStr"><is><t>RT</t></is></c></row>',
            "<row><c><v>1</v></c><c/><c><v>3</v></c></row>",
            '<row r="5"><c r="C5"><v>7</v></c></row>',
            '<row r="7"><c r="C7"><v>3</v></c><c r="A7"><v>1</v></c><c r="B7" t="inlineStr"><is><t>"x|y"</t></is></c></row>',
            '<row r="8"><c r="A8" s="3"/></row>',
            '<row r="9"><c r="B9"><v>2</v></c><c r="AD9"><v>9</v></c></row>',
          ].join(""),
        },
      ],
    });

    expect(table.rows.map(({ lineNo, fields }) => [lineNo, fields])).toEqual([
      [2, ["1", "", "3"]],
      [5, ["", "", "7"]],
      [7, ["1", '"x|y"', "3"]],
      [9, ["", "2", ""]],
    ]);
    expect(table.rows[2]?.raw).toBe('1|"""x|y"""|3');
  });

  test("a sheet whose elements have a prefix and whose attributes have other quotes", async () => {
    const table = await read({
      sheets: [
        {
          name: "A",
          rows: "<?xml version='1.0'?><x:worksheet xmlns:x='m'><x:dimension ref='A1:B2'/><x:sheetData><x:row r='1'><x:c r='A1' t='inlineStr'><x:is><x:t>NIK</x:t></x:is></x:c><x:c t='inlineStr' r='B1'><x:is><x:t>NAMA</x:t></x:is></x:c></x:row><x:row r='2' spans='1:2' ht='1>0'><x:c r='A2'><x:v>1</x:v></x:c></x:row></x:sheetData></x:worksheet>",
        },
      ],
    });

    expect(table.rows.map(({ fields }) => fields)).toEqual([["1", ""]]);
  });

  test.each([
    [1900, "4", ["15/08/1990", "01/03/1900", "28/02/1900"]],
    [1904, "4", ["16/08/1994", "02/03/1904", "29/02/1904"]],
  ])("days of the system of %d", async (system, _, days) => {
    const cells = [33_100, 61, 59].map((serial) => `<c s="1"><v>${serial}</v></c>`).join("");
    const fields = await fieldsOf(`<row r="2">${cells}</row>`, {
      styles:
        '<cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>',
      date1904: system === 1904,
    });

    expect(fields).toEqual([days]);
  });

  test("days by the office's own format, with a time, as ISO; numbers of other formats", async () => {
    const styles =
      '<numFmts><numFmt numFmtId="164" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/><numFmt numFmtId="165" formatCode="&quot;Rp&quot;#,##0;[Red]-0"/></numFmts><cellXfs><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>';
    const fields = await fieldsOf(
      '<row r="2"><c s="0"><v>46024.5</v></c><c s="1"><v>600000</v></c><c t="d"><v>2026-10-20T00:00:00</v></c></row><row r="3"><c s="0"><v>3573055408590101</v></c><c s="1"><v>36.299999999999997</v></c><c s="9"><v>1.2E+6</v></c></row>',
      { styles },
    );

    expect(fields).toEqual([
      ["02/01/2026 12:00:00", "600000", "20/10/2026"],
      ["3573055408590101", "36.3", "1200000"],
    ]);
  });

  test("a row longer than a megabyte is one broken row", async () => {
    const long = "x".repeat(600_000);
    const fields = await fieldsOf(inline(2, ["1", long, long]) + inline(3, ["1", "2", "3"]));

    expect(fields).toEqual(["line_too_long", ["1", "2", "3"]]);
  });
});

describe("which sheet and which header", () => {
  const list = inline(4, ["NO", "NIK", "NO KK", "NAMA PENERIMA"]) + inline(5, ["1", "2", "3", "4"]);

  test("the visible sheet with the most known columns, below its merged title", async () => {
    const table = await read({
      sheets: [
        { name: "Petunjuk", rows: inline(1, ["Isi", "dengan benar"]) },
        { name: "Lama", rows: inline(1, ["NIK", "NO KK", "NAMA", "RT", "RW"]), state: "hidden" },
        { name: "SP2D &amp; KPM", rows: inline(1, ["DAFTAR KPM PKH"]) + list },
        { name: "Kosong", rows: "" },
      ],
    });

    expect(table).toMatchObject({
      sheet: "SP2D & KPM",
      headerLine: 4,
      header: ["NO", "NIK", "NO KK", "NAMA PENERIMA"],
      sheets: [
        { name: "Petunjuk", headerLine: 1, hidden: false },
        { name: "Lama", headerLine: 1, hidden: true },
        { name: "SP2D & KPM", headerLine: 4, hidden: false },
        { name: "Kosong", headerLine: null, hidden: false },
      ],
    });
    const opened = await openTable(path);
    expect(opened.ok && (await sampleRows(opened.value, 3))).toEqual([["1", "2", "3", "4"]]);
  });

  test("the sheet and the line that a person chose", async () => {
    const workbook = {
      sheets: [
        { name: "A", rows: list },
        { name: "B", rows: inline(2, ["x", "y"]) + inline(3, ["p", "q"]) + inline(4, ["1", "2"]) },
      ],
    };
    const table = await read(workbook, { sheet: "B", headerLine: 3 });

    expect([table.sheet, table.header]).toEqual(["B", ["p", "q"]]);
    expect(table.rows.map(({ fields }) => fields)).toEqual([["1", "2"]]);
    expect(await openTable(path, { sheet: "C" })).toEqual({
      ok: false,
      problem: { code: "sheet_not_found" },
    });
  });

  test("what a sheet says of its size is not believed", async () => {
    const rows = Array.from({ length: 5000 }, (_, index) => inline(index + 2, ["1", "2"])).join("");
    const table = await read({
      sheets: [
        {
          name: "A",
          rows: `<?xml version="1.0"?><worksheet><dimension ref="A1:XFD1048576"/><sheetData>${inline(1, ["NIK", "NAMA"])}${rows}</sheetData></worksheet>`,
        },
      ],
    });

    expect(table.rows).toHaveLength(5000);
    expect(table.lineCount).toBeGreaterThan(4800);
    expect(table.lineCount).toBeLessThan(5200);
  });
});

describe("what is no workbook", () => {
  const sheet = { name: "A", rows: inline(1, ["NIK", "NAMA"]) + inline(2, ["1", "2"]) };

  async function refusalOf(content: Buffer | string) {
    await writeFile(path, content);
    const opened = await openTable(path);
    return opened.ok ? "opened" : opened.problem.code;
  }

  test.each([
    ["a document of another program", zipOf({ "word/document.xml": "<x/>" }), "not_a_workbook"],
    ["an archive cut off", zipOf({ "a.xml": "<x/>" }).subarray(0, 40), "broken_workbook"],
    [
      "a locked archive",
      zipOf({ "a.xml": "<x/>" }, { "a.xml": { flags: 1 } }),
      "encrypted_workbook",
    ],
    ["an XLS", oleFile("Workbook"), "old_workbook"],
    ["a locked workbook", oleFile("EncryptedPackage"), "encrypted_workbook"],
    ["a PDF", "%PDF-1.7\n1;2", "pdf_file"],
  ])("%s", async (_, content, code) => {
    expect(await refusalOf(content)).toBe(code);
  });

  test("a bomb is refused by what its directory says, or by what comes out of it", async () => {
    const zeros = Buffer.alloc(33 * 1024 * 1024);
    expect(await refusalOf(zipOf({ "xl/workbook.xml": zeros }))).toBe("workbook_too_large");

    const lying = zipOf(
      { "xl/workbook.xml": zeros.subarray(0, 1e6) },
      { "xl/workbook.xml": { bytes: 1000 } },
    );
    expect(await refusalOf(lying)).toBe("broken_workbook");

    const many = Object.fromEntries(Array.from({ length: 2001 }, (_, n) => [`${n}.xml`, "<x/>"]));
    expect(await refusalOf(zipOf(many))).toBe("workbook_too_large");
  });

  test.each([
    [
      "rows without a header",
      { sheets: [{ name: "A", rows: inline(1, ["3573011205800001", "SITI"]) }] },
      "header_is_data",
    ],
    ["no rows", { sheets: [{ name: "A", rows: "" }] }, "no_table_in_workbook"],
    ["a column beyond the last", cellAt("XFE1"), "broken_workbook"],
    ["a column of many letters", cellAt("AAAAAAAAAAA1"), "broken_workbook"],
    ["a row beyond the last", cellAt("A1048577"), "broken_workbook"],
    [
      "entities that grow",
      {
        sheets: [sheet],
        strings: "",
        parts: { "xl/worksheets/sheet1.xml": '<!DOCTYPE x [<!ENTITY a "b">]><worksheet/>' },
      },
      "broken_workbook",
    ],
    [
      "a shared string that is not there",
      { sheets: [{ name: "A", rows: '<row><c t="s"><v>7</v></c></row>' }] },
      "broken_workbook",
    ],
    [
      "301 columns",
      {
        sheets: [
          {
            name: "A",
            rows: `<row>${'<c t="inlineStr"><is><t>NIK</t></is></c>'.repeat(301)}</row>`,
          },
        ],
      },
      "too_many_columns",
    ],
  ] as const)("%s", async (_, workbook, code) => {
    await writeRawWorkbook(path, workbook);
    expect(await openTable(path)).toEqual({ ok: false, problem: { code } });
  });

  test("a sheet that is cut off is refused when its rows are read", async () => {
    const rows = `<?xml version="1.0"?><worksheet><sheetData>${sheet.rows}`;
    await writeRawWorkbook(path, { sheets: [{ name: "A", rows }] });

    await expect(readFile()).rejects.toThrow("broken_workbook");
  });

  function cellAt(place: string): RawWorkbook {
    return { sheets: [{ name: "A", rows: `<row><c r="${place}"><v>1</v></c></row>` }] };
  }
});

/** The beginning of an OLE file: its directory, with one name in it, in the sector after the header. */
function oleFile(name: string): Buffer {
  const file = Buffer.alloc(1024);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(file);
  file.writeUInt16LE(9, 30);
  file.write(name, 512, "utf16le");
  return file;
}

test("random tables are read as they were written by another program", async () => {
  const random = seeded(20_264);
  const letters = [..."aZ9 '|;\"&<>\n\té漢😀_x"];
  for (let round = 0; round < 8; round += 1) {
    const columns = 2 + Math.floor(random() * 12);
    const header = ["NIK", "NAMA", ...Array.from({ length: columns - 2 }, (_, n) => `kolom ${n}`)];
    const rows = Array.from({ length: Math.floor(random() * 300) }, () =>
      header.map(() => {
        const kind = random();
        if (kind < 0.2) return "";
        if (kind < 0.4) return String(Math.floor(random() * 1e9));
        return Array.from({ length: 1 + Math.floor(random() * 9) }, () =>
          pick(letters, random),
        ).join("");
      }),
    );
    const data = [header, ...rows].map((row) =>
      row.map((text) => (/^\d+$/.test(text) ? { value: Number(text) } : { value: text })),
    );
    await writeExcelFile([{ sheet: "A", data }]).toFile(path);
    const table = await readFile();
    const filled = rows.filter((row) => row.some((text) => text.trim() !== ""));

    expect(table.header).toEqual(header);
    expect(table.rows.map(({ fields }) => fields)).toEqual(filled);
  }
});

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

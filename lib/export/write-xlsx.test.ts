import { buffer, text as textOf } from "node:stream/consumers";
import readXlsxFile from "read-excel-file/node";
import { describe, expect, test } from "vitest";
import { fromBufferPromise } from "yauzl";
import type { ExportCell } from "./list-export";
import { workbookStream } from "./write-xlsx";

async function* rowsOf(rows: readonly (readonly ExportCell[])[]) {
  yield* rows;
}

async function written(
  rows: readonly (readonly ExportCell[])[],
  { columns = ["A", "B", "C"], sheetRowsMax }: { columns?: string[]; sheetRowsMax?: number } = {},
) {
  const stream = workbookStream(
    { columns, rows: rowsOf(rows), notes: [["Tujuan", "uji <coba> & lain"]] },
    sheetRowsMax,
  );
  return readXlsxFile(await buffer(stream));
}

const NIKS = { columns: ["nik", "kosong"], notes: [] } as const;

/** The parts of a workbook as they stand in it. */
async function partsOf(stream: ReturnType<typeof workbookStream>): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  const zip = await fromBufferPromise(await buffer(stream));
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await textOf(await zip.openReadStreamPromise(entry)));
  return parts;
}

describe("a workbook", () => {
  test("holds texts as texts and numbers as numbers", async () => {
    const [data] = await written([["3573011901703148", 12.5, null]]);

    expect(data?.data).toEqual([
      ["A", "B", "C"],
      ["3573011901703148", 12.5, null],
    ]);
  });

  test.each([
    "=1+1",
    "+62 812",
    "-3",
    "@SUM(A1)",
    '=HYPERLINK("http://contoh")',
    "<b>&amp;</b>",
    "  dua  spasi ",
  ])("gives %j back letter by letter, as text", async (text) => {
    const [data] = await written([[text, "x", "y"]]);

    expect(data?.data[1]?.[0]).toBe(text.trim());
  });

  test("leaves out what no XML may hold and keeps the rest", async () => {
    const [data] = await written([["a\0b\u0007c\uFFFEd \u{1F600} \uD800e", "x", "y"]]);

    expect(data?.data[1]?.[0]).toBe("abcd \u{1F600} e");
  });

  test("goes on on the next sheet, each with its header, and tells of itself on the last", async () => {
    const rows = Array.from({ length: 7 }, (_, index) => [index, "x", "y"]);

    const sheets = await written(rows, { sheetRowsMax: 4 });

    expect(sheets.map(({ sheet }) => sheet)).toEqual(["Data", "Data 2", "Data 3", "Keterangan"]);
    expect(sheets.slice(0, 3).map(({ data }) => data.length)).toEqual([4, 4, 2]);
    expect(sheets.slice(0, 3).flatMap(({ data }) => data.slice(1).map(([first]) => first))).toEqual(
      [0, 1, 2, 3, 4, 5, 6],
    );
    expect(sheets[3]?.data).toEqual([["Tujuan", "uji <coba> & lain"]]);
  });

  test("to be edited keeps 16 digits as text, also in cells that somebody fills in", async () => {
    const rows = rowsOf([["3573011901703148", "", null]]);

    const parts = await partsOf(workbookStream({ ...NIKS, rows, toEdit: true }));

    const sheet = parts.get("xl/worksheets/sheet1.xml") ?? "";
    const textStyle = '<xf numFmtId="49" applyNumberFormat="1"/>';
    const styles = parts.get("xl/styles.xml")?.match(/<cellXfs.*<\/cellXfs>/)?.[0] ?? "";
    expect(styles.match(/<xf[^>]*>/g)?.indexOf(textStyle)).toBe(2);
    expect(sheet.match(/<col [^>]*>/g)).toEqual([
      '<col min="1" max="1" width="20" style="2" customWidth="1"/>',
      '<col min="2" max="2" width="20" style="2" customWidth="1"/>',
    ]);
    expect(sheet).toContain(
      '<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">3573011901703148</t></is></c>',
    );
    expect(sheet).not.toMatch(/<c r="[A-Z]+2"(?! s="2")/);
  });

  test("without rows still has its header", async () => {
    const [data] = await written([]);

    expect(data?.data).toEqual([["A", "B", "C"]]);
  });

  test("that loses a row on its way ends with the error, not as a whole file", async () => {
    async function* broken(): AsyncGenerator<readonly ExportCell[]> {
      yield ["a"];
      throw new Error("the connection is gone");
    }

    const stream = workbookStream({ columns: ["A"], rows: broken(), notes: [] });

    await expect(buffer(stream)).rejects.toThrow("the connection is gone");
  });

  test("that nobody fetches any more stops reading", async () => {
    let ended = false;
    async function* endless(): AsyncGenerator<readonly ExportCell[]> {
      try {
        for (;;) yield ["x".repeat(1_000)];
      } finally {
        ended = true;
      }
    }
    const stream = workbookStream({ columns: ["A"], rows: endless(), notes: [] });

    for await (const _chunk of stream) break;

    await expect.poll(() => ended).toBe(true);
  });
});

import { describe, expect, test } from "vitest";
import { readNik } from "@/lib/shared/nik";
import { csvRow } from "./csv-row";

describe("csvRow", () => {
  test.each([
    "=1+1",
    "+62 812",
    "-3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "\0=1",
    "＝1+1",
    "＋1",
    "－1",
    "＠A1",
    '=HYPERLINK("http://contoh")',
  ])("a cell that begins like a formula is text: %j", (text) => {
    const [cell = ""] = [csvRow([text]).trimEnd()];

    expect(cell.replace(/^"/, "").startsWith("'")).toBe(true);
  });

  test("a number of sixteen digits survives a spreadsheet and comes back as it was", () => {
    const nik = "1035735203800001";

    const written = csvRow([nik]).trimEnd();

    expect(written).toBe(`'${nik}`);
    expect(readNik(written)).toEqual({ valid: true, nik });
  });

  test("delimiters, quotes and line breaks stay inside their cell", () => {
    expect(csvRow(["JL A; NO 1", 'RT "03"', "dua\nbaris", "biasa", ""])).toBe(
      '"JL A; NO 1";"RT ""03""";"dua\nbaris";biasa;\r\n',
    );
  });
});

import { describe, expect, test } from "vitest";
import { countFields, joinRow, splitRow } from "./row-line";

describe("a row as a line", () => {
  test.each([
    [["1035730501190001", "SITI", ""]],
    [["a|b", 'RT "03"', "dua\r\nbaris"]],
    [['"', "\uFEFFx", "é ü 漢"]],
    [["", "", ""]],
  ])("is split into the fields that were joined: %j", (fields) => {
    expect(splitRow(joinRow(fields, "|"), "|", fields.length)).toEqual(fields);
  });

  test.each([
    ["too few fields", "1|DIAN"],
    ["too many fields", "1|DIAN|EKO|3"],
    ["a quote that never closes", '1|"DIAN|EKO'],
  ])("with %s has none", (_, line) => {
    expect(splitRow(line, "|", 3)).toBeNull();
  });

  test.each([
    ["", 1],
    ["1|DIAN", 2],
    ['1|"a|b"|3', 3],
    ['1|"SITI "IPIT" R"|3|4', 4],
    ['1|"DIAN|EKO', null],
  ])("%j has its fields counted", (line, count) => {
    expect(countFields(line, "|", 10)).toBe(count);
  });

  test("whose writer did not double quotes is read as the import reads it", () => {
    expect(splitRow('1|"SITI "IPIT" R"|3', "|", 3)).toEqual(["1", 'SITI "IPIT" R', "3"]);
  });
});

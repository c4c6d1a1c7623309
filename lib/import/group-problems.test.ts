import { expect, test } from "vitest";
import { groupProblems } from "./group-problems";
import type { ProblemCount } from "./schema";

const unknownCode: ProblemCount = {
  role: "family",
  severity: "warning",
  code: "code_unknown",
  column: "jenis_lantai_terluas",
  count: 3,
};

test("one reason in several columns is one line with the columns by frequency", () => {
  const [group, ...others] = groupProblems([
    unknownCode,
    { ...unknownCode, column: "daya_terpasang", count: 40 },
  ]);

  expect(others).toEqual([]);
  expect(group).toMatchObject({
    count: 43,
    columns: [{ name: "daya_terpasang" }, { name: "jenis_lantai_terluas" }],
  });
});

test("rows that were rejected stand before any number of warnings, and files stay apart", () => {
  const groups = groupProblems([
    { ...unknownCode, count: 900 },
    { ...unknownCode, role: "member", count: 950 },
    { role: "family", severity: "rejected", code: "broken_line", column: null, count: 3 },
  ]);

  expect(groups.map(({ role, code }) => `${role} ${code}`)).toEqual([
    "family broken_line",
    "member code_unknown",
    "family code_unknown",
  ]);
});

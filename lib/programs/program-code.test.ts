import { expect, test } from "vitest";
import { programShortName } from "./labels";
import { programCodeOf } from "./program-code";

test.each([
  ["BLT Dana Desa", "BLT_DANA_DESA", "BLT DANA DESA"],
  ["  Bantuan pangan (beras) 2026 ", "BANTUAN_PANGAN_BERAS_2026", "BANTUAN PANGAN BERAS 2026"],
  ["pbi-jk", "PBI_JK", "PBI-JK"],
  ["Sembako", "SEMBAKO", "Sembako"],
])("%s is kept as %s and shown as %s", (name, code, shown) => {
  expect(programCodeOf(name)).toBe(code);
  expect(programShortName(code)).toBe(shown);
});

test("a long name gives a code that ends with a word's letter", () => {
  expect(programCodeOf(`${"A".repeat(39)} ${"B".repeat(30)}`)).toBe("A".repeat(39));
});

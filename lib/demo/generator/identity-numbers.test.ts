import { expect, test } from "vitest";
import { createNumberIssuer } from "./identity-numbers";

test("a NIK has the made-up province, the birth date with 40 added for a woman, and a serial", () => {
  const numbers = createNumberIssuer();

  expect(numbers.nik("05", "1994-06-07", "male")).toMatch(/^107305070694\d{4}$/);
  expect(numbers.nik("05", "1994-06-07", "female")).toMatch(/^107305470694\d{4}$/);
  expect(numbers.nomorKk("02", "2019-11-30")).toMatch(/^107302301119\d{4}$/);
});

test("no number is issued twice, and none has the serial 0000", () => {
  const numbers = createNumberIssuer();

  const issued = Array.from({ length: 25_000 }, () => numbers.nik("01", "1990-01-01", "male"));

  expect(new Set(issued).size).toBe(issued.length);
  expect(issued.filter((nik) => nik.endsWith("0000"))).toEqual([]);
  expect(issued.every((nik) => /^10\d{14}$/.test(nik))).toBe(true);
});

import { describe, expect, test } from "vitest";
import { HouseholdListParams, readSearchTerm } from "./schema";

describe("the search box", () => {
  test.each([
    ["3573051801210001", "3573051801210001"],
    [" 3573 0518 0121 0001 ", "3573051801210001"],
    ["3573.0518.0121.0001", "3573051801210001"],
    ["'3573051801210001", "3573051801210001"],
  ])("understands %j as a number", (typed, number) => {
    expect(readSearchTerm(typed)).toEqual({ kind: "number", number });
  });

  test.each([
    ["siti  aminah", ["siti", "aminah"]],
    ["M. Ali", ["M.", "Ali"]],
    ["ANDRÉ", ["ANDRÉ"]],
    ["100% asli", ["100%", "asli"]],
  ])("understands %j as a name", (typed, words) => {
    expect(readSearchTerm(typed)).toEqual({ kind: "name", words });
  });

  test.each([
    ["   ", "empty"],
    ["357305180121000", "number_length"],
    ["35730518012100011", "number_length"],
    ["al", "name_short"],
    ["%%%%", "name_short"],
    ["a b c", "name_short"],
  ])("asks again for %j", (typed, reason) => {
    expect(readSearchTerm(typed)).toEqual({ kind: "refused", reason });
  });
});

describe("the filters in the address", () => {
  test("are read with several desil, and a field that was left alone counts for nothing", () => {
    const parsed = HouseholdListParams.parse({
      wilayah: "",
      desil: ["1", "kosong"],
      kasus: "terbuka",
      setelah: "2-337",
    });

    expect(parsed).toEqual({
      desil: ["1", "kosong"],
      kasus: "terbuka",
      setelah: { releaseId: 2, lineNo: 337 },
    });
    expect(HouseholdListParams.parse({ desil: "4" }).desil).toEqual(["4"]);
  });

  test.each([
    { desil: "11" },
    { desil: "0" },
    { desil: ["1", "semua"] },
    { kasus: "semua" },
    { setelah: "SITI" },
    { setelah: "-1-2" },
    { wilayah: ["35.73.01", "35.73.02"] },
    { urut: "nama" },
    { desil: Array.from({ length: 20 }, () => "1") },
  ])("are refused, never ignored: %j", (params) => {
    expect(HouseholdListParams.safeParse(params).success).toBe(false);
  });
});

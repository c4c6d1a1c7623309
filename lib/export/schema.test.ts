import { describe, expect, test } from "vitest";
import { ExportForm, readFilters } from "./schema";

describe("the form that takes a list", () => {
  const form = { format: "xlsx", tujuan: "rapat koordinasi", saringan: "" };

  test("is understood as the page sends it", () => {
    expect(ExportForm.parse(form)).toEqual({ ...form });
  });

  test.each([
    ["no purpose", { tujuan: "    " }],
    ["a purpose of a letter", { tujuan: "x" }],
    ["a NIK as its purpose", { tujuan: "cek 3573 0119 0170 3148 ya" }],
    ["a format that is not known", { format: "pdf" }],
    ["a field that is not known", { lain: "1" }],
  ])("is refused with %s", (_, change) => {
    expect(ExportForm.safeParse({ ...form, ...change }).success).toBe(false);
  });
});

test("filters are those of the address, without the place in the list", () => {
  expect(readFilters("desil=1&desil=2&kasus=terbuka&setelah=3-50")).toEqual({
    desil: ["1", "2"],
    kasus: "terbuka",
  });
});

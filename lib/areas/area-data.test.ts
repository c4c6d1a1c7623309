import { describe, expect, test } from "vitest";
import { loadRegencyAreas, UnknownRegencyError } from "./area-data";

describe("the areas of a regency", () => {
  test("of Kota Malang are its province, itself, 5 kecamatan and 57 kelurahan", async () => {
    const areas = await loadRegencyAreas("35.73");

    expect(areas.slice(0, 3)).toEqual([
      { code: "35", name: "Jawa Timur", level: "province", parentCode: null, isDesa: false },
      { code: "35.73", name: "Kota Malang", level: "regency", parentCode: "35", isDesa: false },
      {
        code: "35.73.01",
        name: "Blimbing",
        level: "kecamatan",
        parentCode: "35.73",
        isDesa: false,
      },
    ]);
    expect(areas.filter(({ level }) => level === "kecamatan")).toHaveLength(5);
    expect(areas.filter(({ level }) => level === "kelurahan")).toHaveLength(57);
    expect(areas.some(({ isDesa }) => isDesa)).toBe(false);
  });

  test("put every parent before its children", async () => {
    const codes = new Set<string>();
    for (const { code, parentCode } of await loadRegencyAreas("35.07")) {
      expect(parentCode === null || codes.has(parentCode)).toBe(true);
      codes.add(code);
    }
  });

  test("tell desa from kelurahan", async () => {
    const villages = (await loadRegencyAreas("35.07")).filter(({ level }) => level === "kelurahan");

    expect(villages.filter(({ isDesa }) => isDesa).length).toBe(378);
    expect(villages.filter(({ isDesa }) => !isDesa).length).toBe(12);
  });

  test.each(["35.99", "3573", "35", ""])("cannot be had for the code %j", async (code) => {
    await expect(loadRegencyAreas(code)).rejects.toThrow(UnknownRegencyError);
  });
});

import { describe, expect, test } from "vitest";
import { createVillageFinder } from "./village-finder";

const find = createVillageFinder([
  { id: 1, name: "Karang Besuki", kecamatanName: "Sukun" },
  { id: 2, name: "Klojen", kecamatanName: "Klojen" },
  { id: 3, name: "Sumbersari", kecamatanName: "Lowokwaru" },
  { id: 4, name: "Sumbersari", kecamatanName: "Kedungkandang" },
]);

describe("a kelurahan is found by name", () => {
  // biome-ignore format: a table reads as a table
  test.each([
    ["as the office writes it",              "Sukun",     "Karang Besuki",        1],
    ["in capitals and without the space",    "SUKUN",     "KARANGBESUKI",         1],
    ["with the kind in front",               "Kec. Sukun","Kel. Karang-besuki",   1],
    ["the one in its kecamatan, of two",     "LOWOKWARU", "SUMBERSARI",           3],
    ["without a kecamatan, if there is one", "",          "klojen",               2],
  ])("%s", (_, kecamatan, kelurahan, id) => {
    expect(find(kecamatan, kelurahan)).toBe(id);
  });

  // biome-ignore format: a table reads as a table
  test.each([
    ["in another kecamatan than the file says", "Klojen", "Karang Besuki"],
    ["without a kecamatan, if there are two",   "",       "Sumbersari"],
    ["that no list has",                        "Sukun",  "Sukamaju"],
    ["with no name",                            "Sukun",  ""],
  ])("but not one %s", (_, kecamatan, kelurahan) => {
    expect(find(kecamatan, kelurahan)).toBeNull();
  });
});

import { describe, expect, test } from "vitest";
import { contradictedAreas } from "./contradicted-areas";
import { SOURCE_AREA_COLUMNS, type SourceAreaText } from "./source-areas";

const NOTHING = Object.fromEntries(
  SOURCE_AREA_COLUMNS.map((column) => [column, ""]),
) as SourceAreaText;

/** An area as a file met it: which kelurahan its names mean, and the codes beside them. */
function met(id: number, villageId: number, codes: Partial<SourceAreaText>, rows = 10) {
  return { text: { ...NOTHING, ...codes }, area: { id, villageId }, rows };
}

const BPS = {
  kode_provinsi: "35",
  kode_kabupaten_kota: "3573",
  kode_kecamatan: "3573010",
  kode_kelurahan_desa: "3573010001",
};

describe("areas whose code contradicts their names", () => {
  test("are those of the fewer rows: another code for a kelurahan, another kelurahan for a code", () => {
    const found = contradictedAreas([
      met(1, 7, { ...BPS, kode_kelurahan_desa: "3573010999" }, 1),
      met(2, 7, BPS, 400),
      met(3, 8, { ...BPS, kode_kelurahan_desa: "3573010002" }, 300),
      met(4, 9, BPS, 2),
    ]);

    expect(found.map(({ id, code, rows }) => [id, code, rows])).toEqual([
      [4, "3573010001", 2],
      [1, "3573010999", 1],
    ]);
  });

  test("are counted over all files, and of two with as many rows the one met later", () => {
    const found = contradictedAreas([
      met(1, 7, BPS, 3),
      met(2, 8, BPS, 2),
      met(2, 8, BPS, 1),
      met(3, 9, { ...BPS, kode_kelurahan_desa: "3573010003" }, 3),
    ]);

    expect(found).toMatchObject([{ id: 2, rows: 3 }]);
  });

  test.each([
    ["the same code in parts", { kode_kecamatan: "010", kode_kelurahan_desa: "001" }],
    [
      "the same code with dots",
      { kode_kecamatan: "35.73.010", kode_kelurahan_desa: "35.73.010.001" },
    ],
    ["no code", { kode_kelurahan_desa: "" }],
    ["codes of other columns", { kode_provinsi: "", kode_kelurahan_desa: "1001" }],
  ])("do not count %s", (_, codes) => {
    expect(contradictedAreas([met(1, 7, BPS), met(2, 7, { ...BPS, ...codes }, 1)])).toEqual([]);
  });

  test("are not those of no known kelurahan, which are told as unknown", () => {
    expect(contradictedAreas([met(1, 7, BPS), met(2, 0, BPS, 1)])).toEqual([]);
  });
});

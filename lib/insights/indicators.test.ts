import { describe, expect, test } from "vitest";
import { readDecimal, readSeries } from "./indicators";

describe("a number as Indonesian writes it", () => {
  test.each([
    ["276,58", 276.58],
    ["276", 276],
    ["1.276,58", 1276.58],
    ["0,5", 0.5],
    ["1276", 1276],
  ])("%s is read", (text, value) => expect(readDecimal(text)).toBe(value));

  test.each(["276.58", "1.27", "1,276.58", "-3", "276,5800", "12 ribu", ""])(
    "%s is refused instead of guessed",
    (text) => expect(readDecimal(text)).toBeNull(),
  );
});

describe("a series", () => {
  test("is read with or without its heading, with semicolons or tabs", () => {
    const values = [
      { year: 2021, value: 276.58 },
      { year: 2022, value: 252.88 },
    ];

    expect(readSeries("poor_people", "2021;276,58\n2022;252,88")).toEqual({ values, problems: [] });
    expect(
      readSeries("poor_people", "\uFEFFTahun;Nilai\r\n2021;276,58\r\n\r\n2022;252,88\r\n"),
    ).toEqual({ values, problems: [] });
    expect(readSeries("poor_people", "tahun\tnilai\n2021\t276,58\n2022\t252,88")).toEqual({
      values,
      problems: [],
    });
  });

  test("names every line that cannot be read, in the numbers of the text", () => {
    const { problems } = readSeries(
      "poor_people",
      "tahun;nilai\n2021;276.58\n21;250\n2022\n2023;251360\n2024;240,14\n2024;240,15",
    );

    expect(problems).toEqual([
      "Baris 2: tulis angka dengan koma sebagai tanda desimal, misalnya 276,58, tanpa satuan.",
      "Baris 3: tahun harus empat angka, misalnya 2024.",
      "Baris 4: tulis tahun, titik koma, lalu nilai, misalnya 2024;276,58.",
      "Baris 5: angka ini terlalu besar untuk ribu jiwa. Tulis dalam ribu jiwa: 276.580 jiwa menjadi 276,58.",
      "Baris 7: tahun 2024 sudah ada di baris 6.",
    ]);
  });

  test("of nothing is asked for", () => {
    expect(readSeries("poor_people", " \n").problems).toHaveLength(1);
    expect(readSeries("poor_people", "tahun;nilai\n").problems).toHaveLength(1);
  });
});

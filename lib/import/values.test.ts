import { describe, expect, test } from "vitest";
import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import {
  readArea,
  readCode,
  readCount,
  readDay,
  readDesil,
  readRupiah,
  readText,
  readYesNo,
} from "./values";

const NOTHING = ["", "  ", "-", "NULL", "null", "#N/A", "\\N", "NaN", "."];
const UNREADABLE = ["abc", "?", "1/0", "１", "9e99", "--1"];

describe("a cell with nothing in it, or with something else", () => {
  const readers = { readArea, readCount, readDay, readDesil, readRupiah, readYesNo };

  test.each(Object.entries(readers))("%s tells the two apart", (_, read) => {
    expect(NOTHING.map((text) => read(text))).toEqual(NOTHING.map(() => null));
    expect(UNREADABLE.map((text) => read(text))).toEqual(UNREADABLE.map(() => undefined));
  });

  test("of a code list, too", () => {
    expect(NOTHING.map((text) => readCode("jenis_kelamin", text))).toEqual(NOTHING.map(() => null));
    expect(UNREADABLE.map((text) => readCode("jenis_kelamin", text))).toEqual(
      UNREADABLE.map(() => undefined),
    );
  });
});

test.each([
  [" SITI   NUR\tAISYAH\r\n", "SITI NUR AISYAH"],
  ["A\0B", "A B"],
  ["ANDRÉ", "ANDRÉ"],
  [" \n ", null],
])("the text of %j", (text, read) => {
  expect(readText(text)).toBe(read);
});

test.each([
  ["3", 3],
  ["003", 3],
  ["3.0", 3],
  ["0", 0],
  ["-1", undefined],
  ["3 orang", undefined],
  ["3.5", undefined],
  ["2147483648", undefined],
])("the count in %j", (text, count) => {
  expect(readCount(text)).toBe(count);
});

test.each([
  ["78", 78],
  ["78,5", 78.5],
  ["78.456", 78456],
  ["1.250,50", 1250.5],
  ["36 m2", 36],
  ["36m²", 36],
  ["1000000", undefined],
])("the area in %j", (text, area) => {
  expect(readArea(text)).toBe(area);
});

test.each([
  ["1125000", 1_125_000],
  ["Rp 1.125.000", 1_125_000],
  ["Rp1.125.000,00", 1_125_000],
  ["1,125,000", 1_125_000],
  ["Rp. 600.000,-", 600_000],
  ["12.5", undefined],
])("the rupiah in %j", (text, amount) => {
  expect(readRupiah(text)).toBe(amount);
});

test.each([
  ["4", 4],
  ["10", 10],
  ["DESIL 4", 4],
  ["Desil-10", 10],
  ["4.0", 4],
  ["0", null],
  ["11", undefined],
  ["99", undefined],
  ["DESIL 6-10", undefined],
  ["rendah", undefined],
])("the desil in %j", (text, desil) => {
  expect(readDesil(text)).toBe(desil);
});

test.each([
  ["Ya", 1],
  ["YA (PBI JKN APBN)", 1],
  ["1", 1],
  ["Tidak", 2],
  ["tdk", 2],
  ["2", 2],
  ["0", 2],
  ["yang lain", undefined],
])("yes or no in %j", (text, answer) => {
  expect(readYesNo(text)).toBe(answer);
});

test.each([
  ["1994-06-27", "1994-06-27"],
  ["27/06/1994", "1994-06-27"],
  ["7-6-1994", "1994-06-07"],
  ["27.06.1994", "1994-06-27"],
  ["1994-06-27 00:00:00", "1994-06-27"],
  ["1994-06-27T00:00:00.000Z", "1994-06-27"],
  ["27/06/1994 12:30", "1994-06-27"],
  ["19940627", "1994-06-27"],
  ["27 Juni 1994", "1994-06-27"],
  ["17 Agustus 1945", "1945-08-17"],
  ["29/02/2024", "2024-02-29"],
  ["0000-00-00", null],
  ["29/02/2023", undefined],
  ["13/13/2000", undefined],
  ["06/27/1994", undefined],
  ["27/06/94", undefined],
  ["34512", undefined],
  ["0094-06-27", undefined],
])("the day in %j", (text, day) => {
  expect(readDay(text)).toBe(day);
});

describe("a code", () => {
  test.each([
    ["jenis_kelamin", "1", 1],
    ["jenis_kelamin", "P", 2],
    ["jenis_kelamin", "Laki-laki", 1],
    ["status_kepemilikan_rumah", "KONTRAK / SEWA", 2],
    ["status_kepemilikan_rumah", "2. Kontrak/sewa", 2],
    ["status_kepemilikan_rumah", "02", 2],
    ["status_kepemilikan_rumah", "6", undefined],
    ["daya_terpasang", "1300 Watt", 3],
    ["daya_terpasang", "1.300 watt", 3],
    ["daya_terpasang", "900 VA", 2],
    ["daya_terpasang", "5.500 VA", 5],
    ["daya_terpasang", "123456 watt", undefined],
    ["daya_terpasang", ">2200 watt", 5],
    ["bahan_bakar_utama_memasak", "0", 0],
    ["ya_tidak", "Ya", 1],
    ["ya_tidak", "0", undefined],
    ["ya_tidak", "3", undefined],
    ["penyakit_kronis", "TBC", 7],
    ["penyakit_kronis", "19", undefined],
  ] as const)("of %s in %j", (list, text, code) => {
    expect(readCode(list, text)).toBe(code);
  });

  test("each code and each label of each list reads back as itself", () => {
    for (const [name, options] of Object.entries(CODE_LISTS)) {
      const list = name as keyof typeof CODE_LISTS;
      for (const { code, label } of options) {
        expect([name, label, readCode(list, String(code))]).toEqual([name, label, code]);
        expect([name, label, readCode(list, label)]).toEqual([name, label, code]);
      }
    }
  });
});

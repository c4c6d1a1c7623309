import { describe, expect, test } from "vitest";
import { guessColumns, hasUselessName } from "./guess-columns";
import { recogniseValues } from "./recognise-values";
import type { SeenValues } from "./schema";

const PLACES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** NIK of region 10, which does not exist: every second one of a woman born on 12 March 1980. */
const NIKS = PLACES.map((place) => `103573${place % 2 === 0 ? "12" : "52"}038000${place + 10}`);
const NUMBERS_OF_KK = PLACES.map((place) => `10357315011900${place + 10}`);
const NAMES = ["SITI AMINAH", "SUPARMI", "ACH. FAUZI", "NUR'AINI", "I MADE SUTA"];

function kindsOf(...columns: readonly (readonly string[])[]) {
  return recogniseValues(columns).map((seen) => seen?.kind ?? null);
}

describe("the values of a column look like", () => {
  test("NIK where sixteen digits hold days of women, and the other such column is the No KK", () => {
    expect(kindsOf(NUMBERS_OF_KK, NIKS)).toEqual(["nomor_kk", "nik"]);
    expect(recogniseValues([[...NIKS, "12", ""]])).toEqual([
      { kind: "nik", fitting: 10, filled: 11 },
    ]);
  });

  test("No KK where there are enough of them and no woman among them; of a few nothing is said", () => {
    expect(kindsOf(NUMBERS_OF_KK)).toEqual(["nomor_kk"]);
    expect(kindsOf(NUMBERS_OF_KK.slice(0, 7))).toEqual([null]);
    expect(kindsOf(NIKS.slice(0, 2))).toEqual([null]);
  });

  test.each([
    ["sex", ["L", "P", "P", "L"]],
    ["sex", ["Laki-laki", "PEREMPUAN", "perempuan"]],
    ["birth_date", ["12/05/1980", "1994-06-27", "3 Mei 2015"]],
    [null, ["12/05/2026", "13/05/2026", "14/05/2026"]],
    [null, ["19800512", "19940627", "20150503"]],
    ["desil", ["1", "3", "2", "10"]],
    ["desil", ["DESIL 4", "DESIL 4", "Desil 2"]],
    [null, ["1", "2", "2", "1"]],
    [null, ["1", "3", "2", "11"]],
    ["amount", ["600000", "Rp 225.000", "1.125.000"]],
    [null, ["2026", "2025", "2024"]],
    ["address", ["JL MAWAR 3", "DSN KRAJAN RT 2", "JALAN KENANGA"]],
    ["name", NAMES],
    [null, ["BRI", "BRI", "BRI"]],
    ["dukcapil_result", ["PADAN", "TIDAK PADAN", "NIK TIDAK DITEMUKAN"]],
    [null, ["", "-", "NULL", "0"]],
  ] as const)("%s in %j", (kind, values) => {
    expect(kindsOf(values)).toEqual([kind]);
  });

  test("RT and RW where two neighbours are numbers of three digits; one alone could be either", () => {
    const [rt, rw] = [
      ["001", "003", "012"],
      ["005", "005", "006"],
    ] as const;
    const kecamatanCodes = ["010", "020", "010"];
    expect(kindsOf(rt, rw)).toEqual(["rt", "rw"]);
    expect(kindsOf(NAMES, rt, rw)).toEqual(["name", "rt", "rw"]);
    expect(kindsOf(rt)).toEqual([null]);
    expect(kindsOf(rt, NAMES, rw)).toEqual([null, "name", null]);
    expect(kindsOf(rt, rw, rw)).toEqual([null, null, null]);
    expect(kindsOf(kecamatanCodes, rt)).toEqual([null, null]);
  });

  test("no desil where two columns hold small numbers; the word tells it all the same", () => {
    const small = ["1", "3", "2", "10"];
    expect(kindsOf(small, small)).toEqual([null, null]);
    expect(kindsOf(small, ["DESIL 1", "DESIL 2", "DESIL 2"])).toEqual([null, "desil"]);
  });
});

describe("a guess from values", () => {
  const areas = {
    kecamatan: new Set(["KLOJEN", "BLIMBING"]),
    kelurahan: new Set(["KLOJEN", "DINOYO"]),
  };
  const seen = (kind: SeenValues["kind"]): SeenValues => ({ kind, fitting: 9, filled: 10 });
  const guess = (
    header: readonly string[],
    kinds: readonly (SeenValues["kind"] | null)[],
    known: readonly (string | null | false)[] = header.map(() => null),
    samples: readonly (readonly string[])[] = [],
  ) =>
    guessColumns(
      { role: "recipients", header, seen: kinds.map((kind) => kind && seen(kind)), samples },
      known,
      areas,
    ).map((found) => found?.column ?? null);

  test.each(["", "KOLOM1", "Kolom 12", "A", "AB", "F2", "Unnamed: 3", "1", "column_4", "..."])(
    "is made below %j, which says nothing",
    (name) => {
      expect(hasUselessName(name)).toBe(true);
      expect(guess([name], ["name"])).toEqual(["nama"]);
    },
  );

  test("below a name that says something only of numbers, which are nothing else", () => {
    expect(guess(["Ibu kandung", "Identitas"], ["name", "nik"])).toEqual([null, "nik"]);
  });

  test("puts RT and RW where the file has them", () => {
    expect(guess(["F6", "F7"], ["rt", "rw"])).toEqual(["rt", "rw"]);
  });

  test("takes the first column of a kind, none that is known already, and none that was put aside", () => {
    expect(guess(["A", "B"], ["nik", "nik"])).toEqual(["nik", null]);
    expect(guess(["A", "NIK"], ["nik", "nik"], [null, "nik"])).toEqual([null, null]);
    expect(guess(["A", "B"], ["nik", "nomor_kk"], [false, null])).toEqual([null, "nomor_kk"]);
    expect(guess(["A"], ["birth_date"])).toEqual([null]);
  });

  test("knows the names of the office's areas; one of both levels is what is not there yet", () => {
    const places = [["KLOJEN", "Kec. Blimbing"], ["Klojen"], ["KLOJEN", "MALANG"]];
    expect(guess(["A", "B", "C"], ["name", "name", null], undefined, places)).toEqual([
      "kecamatan",
      "kelurahan",
      null,
    ]);
  });
});

import { expect, test } from "vitest";
import {
  assetAnswers,
  houseAnswers,
  occupationWords,
  utilityAnswers,
  valueWords,
} from "./describe-values";

test("a code is shown as the form words it", () => {
  expect(valueWords({ jenis_lantai_terluas: 8 }, "jenis_lantai_terluas")).toBe("Tanah");
  expect(valueWords({ pbi_nas: 2 }, "pbi_nas")).toBe("Tidak");
  expect(valueWords({ bahan_bakar_utama_memasak: 0 }, "bahan_bakar_utama_memasak")).toBe(
    "Tidak memasak di rumah",
  );
});

test("a code that the dictionary does not know is shown, not hidden", () => {
  expect(valueWords({ jenis_lantai_terluas: 77 }, "jenis_lantai_terluas")).toBe(
    "Kode 77, tidak ada di kamus",
  );
});

test("what was not filled in is null, and so is what the row does not have", () => {
  expect(valueWords({ jenis_lantai_terluas: null }, "jenis_lantai_terluas")).toBeNull();
  expect([...houseAnswers({}), ...utilityAnswers({})].map(({ value }) => value)).toEqual(
    Array.from({ length: 12 }, () => null),
  );
});

test("the house has its floor in square metres", () => {
  expect(houseAnswers({ luas_lantai: 36.5 })).toContainEqual({
    term: "Luas lantai",
    value: "36,5 m²",
  });
});

test("belongings are three lists, and animals are counted", () => {
  const answers = assetAnswers({
    aset_bergerak_mobil: 1,
    aset_bergerak_sepeda_motor: 1,
    aset_bergerak_ac: 2,
    jumlah_ternak_sapi: 2,
    jumlah_ternak_kuda: 0,
  });

  const value = (term: string) => answers.find((answer) => answer.term === term)?.value;
  expect(value("Punya")).toBe("mobil, sepeda motor");
  expect(value("Tidak punya")).toBe("AC");
  expect(value("Tidak diisi")).toContain("lemari es");
  expect(value("Ternak")).toBe("2 sapi");
});

test.each([
  [{ partisipasi_sekolah: 2, jenjang_tertinggi_yang_diduduki: 3 }, "Masih sekolah, SD"],
  [{ partisipasi_sekolah: 2 }, "Masih sekolah"],
  [{ status_bekerja: 1, status_dalam_pekerjaan_utama: 1 }, "Berusaha sendiri"],
  [{ status_bekerja: 1 }, "Bekerja"],
  [{ status_bekerja: 2 }, "Tidak bekerja"],
  [{}, null],
])("%j is said as %j", (values, words) => {
  expect(occupationWords(values)).toBe(words);
});

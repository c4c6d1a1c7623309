/**
 * What nobody has: a value outside is a slip of the keyboard or another column. The row and the value
 * are taken all the same, with a warning, so these bounds decide about nobody and are no setting.
 */
const PLAUSIBLE_NUMBERS: Readonly<Record<string, readonly [min: number, max: number]>> = {
  jumlah_anggota_keluarga: [1, 30],
  luas_lantai: [1, 2_000],
  jumlah_ternak_sapi: [0, 500],
  jumlah_ternak_kerbau: [0, 500],
  jumlah_ternak_kuda: [0, 500],
  jumlah_ternak_babi: [0, 2_000],
  jumlah_ternak_kambing_domba: [0, 2_000],
  jumlah_usaha: [0, 50],
  jumlah_pekerja_yang_dibayar_dari_usaha_utama: [0, 1_000],
  jumlah_pekerja_yang_tidak_dibayar_dari_usaha_utama: [0, 100],
};

const ANY_NUMBER: readonly [min: number, max: number] = [0, Number.MAX_SAFE_INTEGER];

/** The least and the most that a column of numbers can say. */
export function plausibleNumbers(column: string): readonly [min: number, max: number] {
  return PLAUSIBLE_NUMBERS[column] ?? ANY_NUMBER;
}

/** Nobody is older; the visits ask the same of an age. */
const AGE_MAX = 120;

/** What is wrong with a birth date, given as a number (19800512), on the day that the data are of. */
export function birthProblem(
  birth: number,
  asOf: number,
): "birth_after_as_of" | "birth_too_early" | undefined {
  if (birth > asOf) return "birth_after_as_of";
  return birth < asOf - AGE_MAX * 10_000 ? "birth_too_early" : undefined;
}

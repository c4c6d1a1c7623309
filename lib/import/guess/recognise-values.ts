import { birthOfNik, readNik, readNomorKk } from "@/lib/shared/nik";
import { readDukcapilResult } from "../dukcapil/read-result";
import { isNothing, readCode, readDay, readRupiah } from "../values";
import type { SeenValues, ValueKind } from "./schema";

/** Fewer values than this say nothing of a column. */
const VALUES_MIN = 3;
/** A file has damaged cells; a column of something else has far more that do not fit. */
const FITTING_SHARE_MIN = 0.9;
/** Half of all NIK have a woman's day, which no day of issue has: one in twenty is no slip any more. */
const WOMEN_SHARE_MIN = 0.05;
/** So many NIK of men only are unlikely (one in 256), so they are No KK. */
const NUMBERS_OF_KK_MIN = 8;
const NAMES_DISTINCT_SHARE_MIN = 0.7;
const ADDRESS_SHARE_MIN = 0.5;
const DESILS_DISTINCT_MIN = 3;
const AMOUNT_MIN = 10_000;
const AMOUNT_STEP = 500;
/** RT and RW are written as 003 and 005. */
const NUMBER_OF_PLACE = /^0\d\d$/;
/** BPS numbers kecamatan in tens: 010, 020. */
const KECAMATAN_CODE = /0$/;
/** A column of birth dates has somebody who is grown up. */
const BIRTH_YEAR_OF_GROWN_UP = "2010";

const NAME = /^\p{L}[\p{L}\s.,'’`-]{2,39}$/u;
const ADDRESS =
  /^(?:jl|jln|jalan|dsn|dusun|dukuh|gg|gang|kp|kampung|rt|perum|lingk|lingkungan|blok)\b/i;
const DESIL = /^\s*desil[\s.:-]*\d{1,2}\s*$/i;
const ONE_TO_TEN = /^0?[1-9]$|^10$/;
const DIGITS = /^\d+$/;

/** Kinds of value that a single column tells, the most certain first. */
const TESTS: readonly (readonly [ValueKind, (values: readonly string[]) => number])[] = [
  ["sex", (values) => countOf(values, isSex)],
  ["birth_date", birthDates],
  ["desil", desils],
  ["dukcapil_result", (values) => countOf(values, isDukcapilResult)],
  ["amount", (values) => countOf(values, isAmount)],
  ["address", addresses],
  ["name", names],
];

/**
 * Says of each column what its values look like; null where they look like nothing that is known.
 * It is a guess, and shown as one: the first column of a kind is meant, the others are left.
 */
export function recogniseValues(columns: readonly (readonly string[])[]): (SeenValues | null)[] {
  const filled = columns.map((values) => values.filter((value) => !isNothing(value)));
  const seen = filled.map((values) => (values.length < VALUES_MIN ? null : kindOf(values)));
  numbersOfPeople(filled, seen);
  numbersOfPlaces(filled, seen);
  const desilColumns = seen.filter((column) => column?.kind === "desil");
  // Other codes are small numbers, too: only a single such column can be the desil.
  return seen.map((column, position) =>
    column?.kind === "desil" && desilColumns.length > 1 && !saysDesil(filled[position])
      ? null
      : column,
  );
}

function kindOf(values: readonly string[]): SeenValues | null {
  for (const [kind, count] of TESTS) {
    const fitting = count(values);
    if (fitting >= values.length * FITTING_SHARE_MIN)
      return { kind, fitting, filled: values.length };
  }
  return null;
}

/** Tells NIK from No KK: both are sixteen digits with a date, a NIK's is a birth date of either sex. */
function numbersOfPeople(
  columns: readonly (readonly string[])[],
  seen: (SeenValues | null)[],
): void {
  const numbers = columns.flatMap((values, position) => {
    const valid = values.filter((value) => readNomorKk(value).valid);
    const enough = values.length >= VALUES_MIN && valid.length >= values.length * FITTING_SHARE_MIN;
    if (!enough) return [];
    const births = valid.map((value) =>
      readNik(value).valid ? birthOfNik(digitsOf(value)) : undefined,
    );
    const women = births.filter((birth) => birth?.sex === 2).length;
    const isNik = women >= valid.length * WOMEN_SHARE_MIN && women > 0;
    return [{ position, fitting: valid.length, filled: values.length, women, isNik }];
  });
  const knowsNik = numbers.some(({ isNik }) => isNik);
  for (const { position, fitting, filled, women, isNik } of numbers) {
    const isKk = women === 0 && (knowsNik || filled >= NUMBERS_OF_KK_MIN);
    if (isNik) seen[position] = { kind: "nik", fitting, filled };
    else seen[position] = isKk ? { kind: "nomor_kk", fitting, filled } : null;
  }
}

/** RT stands before RW: two neighbours of such numbers are both, one alone could be either. */
function numbersOfPlaces(
  columns: readonly (readonly string[])[],
  seen: (SeenValues | null)[],
): void {
  const fits = columns.map((values) => {
    const fitting = countOf(values, (value) => NUMBER_OF_PLACE.test(value.trim()));
    const enough = values.length >= VALUES_MIN && fitting >= values.length * FITTING_SHARE_MIN;
    const isCode = values.every((value) => KECAMATAN_CODE.test(value.trim()));
    return enough && !isCode ? { fitting, filled: values.length } : null;
  });
  const pairs = fits.flatMap((fit, position) => {
    const next = fits[position + 1];
    return fit && next ? [{ position, rt: fit, rw: next }] : [];
  });
  const [pair] = pairs;
  if (!pair || pairs.length > 1) return;
  seen[pair.position] = { kind: "rt", ...pair.rt };
  seen[pair.position + 1] = { kind: "rw", ...pair.rw };
}

function digitsOf(text: string): string {
  const reading = readNik(text);
  return reading.valid ? reading.nik : text;
}

function birthDates(values: readonly string[]): number {
  const days = values.flatMap((value) => (DIGITS.test(value.trim()) ? [] : (readDay(value) ?? [])));
  return days.some((day) => day < BIRTH_YEAR_OF_GROWN_UP) ? days.length : 0;
}

function desils(values: readonly string[]): number {
  if (saysDesil(values)) return countOf(values, (value) => DESIL.test(value));
  const small = values.filter((value) => ONE_TO_TEN.test(value.trim()));
  return new Set(small.map(Number)).size < DESILS_DISTINCT_MIN ? 0 : small.length;
}

function saysDesil(values: readonly string[] = []): boolean {
  return values.some((value) => DESIL.test(value));
}

function names(values: readonly string[]): number {
  const distinct = new Set(values).size >= values.length * NAMES_DISTINCT_SHARE_MIN;
  return distinct ? countOf(values, (value) => NAME.test(value.trim())) : 0;
}

function addresses(values: readonly string[]): number {
  const certain = countOf(values, (value) => ADDRESS.test(value.trim()));
  return certain >= values.length * ADDRESS_SHARE_MIN ? values.length : 0;
}

function isSex(value: string): boolean {
  return !/\d/.test(value) && readCode("jenis_kelamin", value) != null;
}

function isDukcapilResult(value: string): boolean {
  return (
    /padan|ditemukan|tidak aktif|ganda/i.test(value) &&
    readDukcapilResult(value, "").result !== "unknown"
  );
}

function isAmount(value: string): boolean {
  const amount = readRupiah(value) ?? 0;
  return amount >= AMOUNT_MIN && amount % AMOUNT_STEP === 0 && amount < 1e9;
}

function countOf(values: readonly string[], fits: (value: string) => boolean): number {
  return values.filter(fits).length;
}

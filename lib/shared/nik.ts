/** Why a NIK cannot be one. The region part is never judged: codes of areas change, a NIK does not. */
export type NikProblem =
  | "nik_empty"
  | "nik_scientific"
  | "nik_damaged"
  | "nik_not_16_digits"
  | "nik_one_digit"
  | "nik_placeholder"
  | "nik_serial_zero"
  | "nik_impossible_date";

/** Why a No KK cannot be one. */
export type NomorKkProblem =
  | "kk_empty"
  | "kk_scientific"
  | "kk_damaged"
  | "kk_not_16_digits"
  | "kk_zeros";

/** `nik` is sixteen digits where it is valid, and else the beginning of what was written. */
export type NikReading =
  | { readonly valid: true; readonly nik: string }
  | { readonly valid: false; readonly nik: string | null; readonly problem: NikProblem };

export type NomorKkReading =
  | { readonly valid: true; readonly nomorKk: string }
  | { readonly valid: false; readonly nomorKk: string | null; readonly problem: NomorKkProblem };

/** What a NIK says of its holder. The century is not in it. */
export interface NikBirth {
  readonly day: number;
  readonly month: number;
  readonly yearOfCentury: number;
  /** 1 laki-laki, 2 perempuan, as in the DTSEN code list. */
  readonly sex: 1 | 2;
}

const SIXTEEN_DIGITS = /^\d{16}$/;
const ONE_DIGIT = /^(\d)\1{15}$/;
/** What people type to get past a required field. */
const PLACEHOLDERS: ReadonlySet<string> = new Set(["1234567890123456", "0123456789012345"]);
/** A spreadsheet's way to write a number too long for its cell; the last digits are lost for ever. */
const SCIENTIFIC = /^\d(?:[.,]\d+)?E\+?\d+$/i;
/** Fifteen digits of a number cell that cannot be trusted with the sixteenth (lib/import/xlsx/number-cells.ts). */
const DAMAGED = /^\d{15}\?$/;
/** Ways of writing that there is nothing. */
const NOTHING = /^(?:[-–—.0]|null|nil|none|nan|n\/a|#n\/a|tidak ada|kosong)?$/i;
/** February has its leap day: two digits do not tell the year. */
const DAYS_OF_MONTH = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
/** A woman's day of birth is written with 40 added. */
const FEMALE_DAY_OFFSET = 40;

/** Judges a NIK as written in a file or a form. Never guesses a digit. */
export function readNik(text: string): NikReading {
  const nik = plainNumber(text);
  const problem = nikProblem(nik);
  if (problem === undefined) return { valid: true, nik };
  return { valid: false, nik: asWritten(text), problem };
}

/** Judges a No KK as written. Its date part says when the card was issued and is not judged. */
export function readNomorKk(text: string): NomorKkReading {
  const nomorKk = plainNumber(text);
  const problem = nomorKkProblem(nomorKk);
  if (problem === undefined) return { valid: true, nomorKk };
  return { valid: false, nomorKk: asWritten(text), problem };
}

/** Day, month, year of century and sex in a NIK of sixteen digits; undefined where no such day exists. */
export function birthOfNik(nik: string): NikBirth | undefined {
  const writtenDay = Number(nik.slice(6, 8));
  const sex = writtenDay > FEMALE_DAY_OFFSET ? 2 : 1;
  const day = sex === 2 ? writtenDay - FEMALE_DAY_OFFSET : writtenDay;
  const month = Number(nik.slice(8, 10));
  const daysOfMonth = DAYS_OF_MONTH[month - 1];
  if (daysOfMonth === undefined || day < 1 || day > daysOfMonth) return undefined;
  return { day, month, yearOfCentury: Number(nik.slice(10, 12)), sex };
}

function nikProblem(nik: string): NikProblem | undefined {
  if (!SIXTEEN_DIGITS.test(nik)) {
    if (NOTHING.test(nik)) return "nik_empty";
    if (DAMAGED.test(nik)) return "nik_damaged";
    return SCIENTIFIC.test(nik) ? "nik_scientific" : "nik_not_16_digits";
  }
  if (ONE_DIGIT.test(nik)) return "nik_one_digit";
  if (PLACEHOLDERS.has(nik)) return "nik_placeholder";
  if (nik.endsWith("0000")) return "nik_serial_zero";
  if (birthOfNik(nik) === undefined) return "nik_impossible_date";
  return undefined;
}

function nomorKkProblem(nomorKk: string): NomorKkProblem | undefined {
  if (!SIXTEEN_DIGITS.test(nomorKk)) {
    if (NOTHING.test(nomorKk)) return "kk_empty";
    if (DAMAGED.test(nomorKk)) return "kk_damaged";
    return SCIENTIFIC.test(nomorKk) ? "kk_scientific" : "kk_not_16_digits";
  }
  return /^0+$/.test(nomorKk) ? "kk_zeros" : undefined;
}

/**
 * A number without what programs and people put around it: an apostrophe that made a cell text,
 * spaces between groups, and the `.0` of a whole number that was stored as a decimal one.
 */
function plainNumber(text: string): string {
  if (SIXTEEN_DIGITS.test(text)) return text;
  return text
    .trim()
    .replace(/^['’`]/, "")
    .replace(/\s+/g, "")
    .replace(/[.,]0+$/, "");
}

/** Enough to recognise what stands there; a cell with a page of text must not end up in an index. */
const WRITTEN_LENGTH_MAX = 64;

function asWritten(text: string): string | null {
  return text.trim().slice(0, WRITTEN_LENGTH_MAX) || null;
}

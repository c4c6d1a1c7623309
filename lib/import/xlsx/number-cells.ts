/** Stands for the sixteenth digit of a NIK or No KK that a number cell cannot be trusted with. */
const UNSURE_DIGIT = "?";
const SIXTEEN_DIGITS = 16;
/** Not even the month of birth is left of a NIK that was saved as 3,57305E+15. */
const LOST_DIGITS = /0{8}$/;
/** 31 December 9999, the last day that spreadsheets know. */
const SERIAL_MAX = 2_958_465;

/** Days from each system's day 0 to 1 January 1970. */
const DAYS_TO_1970 = { 1900: 25_569, 1904: 24_107 } as const;
export type DateSystem = keyof typeof DAYS_TO_1970;

/**
 * The number in a cell as people would write it. The stored form is exact: `3.573055408590101E+15`
 * is sixteen digits that are all there.
 *
 * A spreadsheet keeps fifteen digits of what a person types and puts 0 for the sixteenth, and no
 * number cell holds every integer beyond 2^53. Such a digit is written as `?`: the fifteen are known,
 * the last one is not, and nobody may guess it. Of a number that lost more than that, the scientific
 * notation is given back.
 */
export function numberText(stored: string): string {
  const written = stored.trim();
  if (!/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(written)) return written;
  if (/^\d+$/.test(written)) return withUnsureDigit(written);
  const value = Number(written);
  if (!Number.isFinite(value)) return written;
  if (Number.isInteger(value)) return withUnsureDigit(BigInt(value).toString());
  // Seventeen digits are how a program writes 36.3 as 36.299999999999997.
  return written.length > 15 ? String(value) : written;
}

function withUnsureDigit(digits: string): string {
  if (digits.length !== SIXTEEN_DIGITS) return digits;
  if (LOST_DIGITS.test(digits)) return Number(digits).toExponential().toUpperCase();
  const exact = !digits.endsWith("0") && Number.isSafeInteger(Number(digits));
  return exact ? digits : digits.slice(0, -1) + UNSURE_DIGIT;
}

/** A day, with its time where it has one, as DD/MM/YYYY; what is no day stays a number. */
export function dateText(stored: string, system: DateSystem): string {
  const serial = Number(stored);
  if (stored.trim() === "" || !(serial >= 0 && serial < SERIAL_MAX + 1)) return numberText(stored);
  // The 1900 system has a 29 February 1900, which never was; the days before it are one off.
  const leapDay = system === 1900 && serial < 60 ? 1 : 0;
  const days = serial - DAYS_TO_1970[system] + leapDay;
  const moment = new Date(Math.round(days * 86_400) * 1000).toISOString();
  const time = moment.slice(11, 19);
  if (serial < 1 && time !== "00:00:00") return time;
  return time === "00:00:00" ? dayText(moment) : `${dayText(moment)} ${time}`;
}

/** The same for a cell that holds its day as ISO 8601. */
export function isoDateText(stored: string): string {
  const [day, time = "00:00:00"] = /^\d{4}-\d\d-\d\d(?:T(\d\d:\d\d:\d\d))?/.exec(stored) ?? [];
  if (day === undefined) return stored;
  return time === "00:00:00" ? dayText(day) : `${dayText(day)} ${time}`;
}

function dayText(iso: string): string {
  return `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

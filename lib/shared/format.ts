const LOCALE = "id-ID";

const DATE_ONLY = new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone: "UTC" });
const WHOLE_NUMBER = new Intl.NumberFormat(LOCALE, { maximumFractionDigits: 2 });

/** A day without a time (a column of type date): `22 November 2026`. */
export function formatDate(day: Date): string {
  return DATE_ONLY.format(day);
}

/** `1.234` and `12,5`. */
export function formatNumber(number: number | bigint): string {
  return WHOLE_NUMBER.format(number);
}

/** A count that was not taken beyond a limit: `10.000+`. */
export function formatCappedCount(count: number, limit: number): string {
  return count > limit ? `${formatNumber(limit)}+` : formatNumber(count);
}

const BYTE_UNITS = ["KB", "MB", "GB", "TB"] as const;

/** A size as people compare files by it: `812 KB`, `1,4 GB`. */
export function formatBytes(bytes: number): string {
  let size = bytes / 1024;
  let unit = 0;
  for (; size >= 1000 && unit < BYTE_UNITS.length - 1; unit += 1) size /= 1024;
  const shown = size < 100 ? Math.ceil(size * 10) / 10 : Math.ceil(size);
  return `${formatNumber(shown)} ${BYTE_UNITS[unit]}`;
}

/** How long it still takes, no finer than anybody can know: `sekitar 40 detik lagi`. */
export function formatTimeLeft(seconds: number): string {
  if (seconds < 90) return `sekitar ${Math.ceil(seconds)} detik lagi`;
  if (seconds < 90 * 60) return `sekitar ${formatNumber(Math.round(seconds / 60))} menit lagi`;
  return `sekitar ${formatNumber(Math.round(seconds / 3600))} jam lagi`;
}

/** Time zones of Indonesia by the province's Kemendagri code; the rest is WIB. */
const CENTRAL = new Set(["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"]);
const EASTERN = new Set(["81", "82", "91", "92", "93", "94", "95", "96"]);

export type TimeZone = "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";

const ZONE_ABBREVIATION: Record<TimeZone, string> = {
  "Asia/Jakarta": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

/** The office's time zone: an instant is shown as the clock on its wall. */
export function timeZoneOf(regencyCode: string): TimeZone {
  const province = regencyCode.slice(0, 2);
  if (CENTRAL.has(province)) return "Asia/Makassar";
  return EASTERN.has(province) ? "Asia/Jayapura" : "Asia/Jakarta";
}

/** The day of an instant on the office's calendar: `22 November 2026`. */
export function formatDay(at: Date, timeZone: TimeZone): string {
  return new Intl.DateTimeFormat(LOCALE, { dateStyle: "long", timeZone }).format(at);
}

/** An instant on the office's clock: `22 November 2026 pukul 16.55 WIB`. */
export function formatInstant(at: Date, timeZone: TimeZone): string {
  const time = new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone }).format(at);
  return `${formatDay(at, timeZone)} pukul ${time} ${ZONE_ABBREVIATION[timeZone]}`;
}

/** The time of an instant on the office's clock, for something that happened a moment ago: `14.02`. */
export function formatClock(at: Date, timeZone: TimeZone): string {
  return new Intl.DateTimeFormat(LOCALE, { timeStyle: "short", timeZone }).format(at);
}

/** The day of an instant on the office's calendar as a date field has it: `2026-11-22`. */
export function dayOnCalendar(at: Date, timeZone: TimeZone): string {
  // The one locale whose short date is the ISO form.
  return new Intl.DateTimeFormat("sv-SE", { timeZone }).format(at);
}

/**
 * How long ago, in the coarsest honest unit: `hari ini`, `3 hari`, `2 bulan`. Days are counted on
 * the office's calendar: what came in late yesterday is not of today.
 */
export function formatAge(since: Date, now: Date, timeZone: TimeZone): string {
  const noon = (at: Date) => Date.parse(`${dayOnCalendar(at, timeZone)}T12:00:00Z`);
  const days = Math.round((noon(now) - noon(since)) / 86_400_000);
  if (days < 1) return "hari ini";
  if (days < 60) return `${formatNumber(days)} hari`;
  return days < 730
    ? `${formatNumber(Math.floor(days / 30))} bulan`
    : `${formatNumber(Math.floor(days / 365))} tahun`;
}

/** Whole minutes until a moment, at least one: "coba lagi dalam 3 menit". */
export function minutesTo(until: Date): number {
  return Math.max(1, Math.ceil((until.getTime() - Date.now()) / 60_000));
}

/** Completed years on a day. */
export function ageInYears(birthDate: Date, on: Date): number {
  const years = on.getUTCFullYear() - birthDate.getUTCFullYear();
  const hadBirthday =
    on.getUTCMonth() > birthDate.getUTCMonth() ||
    (on.getUTCMonth() === birthDate.getUTCMonth() && on.getUTCDate() >= birthDate.getUTCDate());
  return hadBirthday ? years : years - 1;
}

import type { Random } from "./random";

/** The day that each file describes; ages and who is a member count on these days. */
export const AS_OF = {
  dtks: "2024-12-31",
  v2: "2026-07-20",
  v3: "2026-10-20",
  dukcapil: "2026-11-02",
} as const;

const DAY_MILLISECONDS = 86_400_000;

/** A birth date of someone who is `age` completed years old on the day of the newest release. */
export function drawBirthDate(random: Random, age: number): string {
  const lastBirthday = dayInYearsBefore(age);
  const firstDay = dayInYearsBefore(age + 1) + 1;
  return isoDate(random.integer(firstDay, lastBirthday));
}

/** A day between two days in ISO form, both included. */
export function drawDay(random: Random, first: string, last: string): string {
  return isoDate(random.integer(epochDay(first), epochDay(last)));
}

/** 1994-06-27 as 27/06/1994, the way the old DTKS writes dates. */
export function dayMonthYear(isoDay: string): string {
  const [year, month, day] = isoDay.split("-");
  return `${day}/${month}/${year}`;
}

function dayInYearsBefore(years: number): number {
  return epochDay(`${Number(AS_OF.v3.slice(0, 4)) - years}${AS_OF.v3.slice(4)}`);
}

/** A date without a time is read as UTC, so the machine's time zone plays no part. */
function epochDay(isoDay: string): number {
  return Date.parse(isoDay) / DAY_MILLISECONDS;
}

function isoDate(day: number): string {
  return new Date(day * DAY_MILLISECONDS).toISOString().slice(0, 10);
}

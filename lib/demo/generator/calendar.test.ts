import { expect, test } from "vitest";
import { AS_OF, dayMonthYear, drawBirthDate, drawDay } from "./calendar";
import { createRandom } from "./random";

/** Completed years on the day of the newest release, counted on the calendar and not in days. */
function ageOnNewestRelease(birthDate: string): number {
  const years = Number(AS_OF.v3.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return birthDate.slice(5) > AS_OF.v3.slice(5) ? years - 1 : years;
}

test("whoever is drawn at an age has completed just that many years", () => {
  const random = createRandom(1);
  for (const age of [0, 1, 6, 7, 18, 19, 26, 30, 59, 60, 92]) {
    const ages = Array.from({ length: 400 }, () => ageOnNewestRelease(drawBirthDate(random, age)));
    expect(new Set(ages)).toEqual(new Set([age]));
  }
});

test("days are drawn from the first to the last of a span", () => {
  const random = createRandom(2);

  const days = Array.from({ length: 200 }, () => drawDay(random, "2024-02-28", "2024-03-01"));

  expect(new Set(days)).toEqual(new Set(["2024-02-28", "2024-02-29", "2024-03-01"]));
});

test("the old DTKS writes the day first", () => {
  expect(dayMonthYear("1994-06-27")).toBe("27/06/1994");
});

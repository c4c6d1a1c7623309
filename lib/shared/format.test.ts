import { describe, expect, test } from "vitest";
import {
  ageInYears,
  formatAge,
  formatBytes,
  formatCappedCount,
  formatDate,
  formatDay,
  formatInstant,
  formatNumber,
  formatTimeLeft,
  timeZoneOf,
} from "./format";
import { groupDigits, maskNumber } from "./mask";

const LATE_EVENING_UTC = new Date("2026-11-22T17:05:00Z");

describe("days and moments", () => {
  test("a day of a file is the same day on every machine", () => {
    expect(formatDate(new Date("2026-10-20T00:00:00Z"))).toBe("20 Oktober 2026");
  });

  test("a moment is shown by the clock on the office's wall", () => {
    expect(formatInstant(LATE_EVENING_UTC, "Asia/Jakarta")).toBe(
      "23 November 2026 pukul 00.05 WIB",
    );
    expect(formatInstant(LATE_EVENING_UTC, "Asia/Jayapura")).toBe(
      "23 November 2026 pukul 02.05 WIT",
    );
    expect(formatDay(LATE_EVENING_UTC, "Asia/Makassar")).toBe("23 November 2026");
  });

  test.each([
    ["35.73", "Asia/Jakarta"],
    ["51.71", "Asia/Makassar"],
    ["73.71", "Asia/Makassar"],
    ["81.71", "Asia/Jayapura"],
    ["96.01", "Asia/Jayapura"],
  ])("regency %s lives in %s", (regency, zone) => {
    expect(timeZoneOf(regency)).toBe(zone);
  });

  test.each([
    ["2026-11-22T17:00:00Z", "hari ini"],
    ["2026-11-22T16:59:00Z", "1 hari"],
    ["2026-10-01T10:00:00Z", "53 hari"],
    ["2026-08-01T10:00:00Z", "3 bulan"],
    ["2024-01-01T10:00:00Z", "2 tahun"],
  ])("since %s is %s, by the days of the office's calendar", (since, age) => {
    expect(formatAge(new Date(since), LATE_EVENING_UTC, "Asia/Jakarta")).toBe(age);
  });

  test("years are completed on the birthday, not before", () => {
    const birth = new Date("2000-02-29");

    expect(ageInYears(birth, new Date("2026-02-28"))).toBe(25);
    expect(ageInYears(birth, new Date("2026-03-01"))).toBe(26);
  });
});

test("numbers have dots for thousands, and a count that was capped says so", () => {
  expect(formatNumber(1234567)).toBe("1.234.567");
  expect(formatCappedCount(10_000, 10_000)).toBe("10.000");
  expect(formatCappedCount(10_001, 10_000)).toBe("10.000+");
});

test("a masked number keeps its last four characters only", () => {
  expect(maskNumber("1035731501190001")).toBe("•••• 0001");
  expect(groupDigits("1035731501190001")).toBe("1035 7315 0119 0001");
  expect(groupDigits("3,57E+15")).toBe("3,57E+15");
});

// biome-ignore format: a table reads as a table
test.each([
  [900,                    "0,9 KB"],
  [4 * 1024 * 1024,        "4 MB"],
  [1_500 * 1024 * 1024,    "1,5 GB"],
  [312.4 * 1024 * 1024,    "313 MB"],
])("%d bytes are shown as %s", (bytes, shown) => {
  expect(formatBytes(bytes)).toBe(shown);
});

// biome-ignore format: a table reads as a table
test.each([
  [0.2,    "sekitar 1 detik lagi"],
  [89,     "sekitar 89 detik lagi"],
  [600,    "sekitar 10 menit lagi"],
  [7_000,  "sekitar 2 jam lagi"],
])("%d seconds are told as %s", (seconds, told) => {
  expect(formatTimeLeft(seconds)).toBe(told);
});

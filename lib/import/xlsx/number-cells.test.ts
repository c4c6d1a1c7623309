import { describe, expect, test } from "vitest";
import { dateText, isoDateText, numberText } from "./number-cells";
import { isDayFormat } from "./workbook-parts";

describe("numbers of sixteen digits in number cells", () => {
  test.each([
    ["3573055408594597", "3573055408594597", "a program wrote all digits"],
    ["3573055408594597.0", "3573055408594597", "as a decimal number"],
    ["3.573055408590101E+15", "3573055408590101", "in the form in which it is stored"],
    ["3573055408594590", "357305540859459?", "a person typed it, and the last digit is gone"],
    ["3.57305540859459E+15", "357305540859459?", "the same, as it is stored"],
    ["3.573055408E+15", "357305540800000?", "a serial number of 0001 of the year 2000"],
    ["9171055408594597", "917105540859459?", "beyond 2^53 no digit is certain"],
    ["3.57305E+15", "3.57305E+15", "a text file had passed through a spreadsheet"],
    ["3573050000000000", "3.57305E+15", "the same, written out"],
  ])("%s becomes %s: %s", (stored, text) => {
    expect(numberText(stored)).toBe(text);
  });

  test.each([
    ["600000", "600000"],
    ["007", "007"],
    ["6E+5", "600000"],
    ["-12", "-12"],
    ["36.299999999999997", "36.3"],
    ["0.5", "0.5"],
    ["12345678901234567890", "12345678901234567890"],
    ["1e400", "1e400"],
    ["#REF!", "#REF!"],
  ])("the number %s is %s", (stored, text) => {
    expect(numberText(stored)).toBe(text);
  });
});

test.each([
  ["1", "01/01/1900"],
  ["59", "28/02/1900"],
  ["61", "01/03/1900"],
  ["0.5", "12:00:00"],
  ["46315", "20/10/2026"],
  ["46315.9999999", "21/10/2026"],
  ["46315.25", "20/10/2026 06:00:00"],
  ["-1", "-1"],
  ["3573055408594597", "3573055408594597"],
])("the serial %s of the 1900 system is %s", (serial, day) => {
  expect(dateText(serial, 1900)).toBe(day);
});

test.each([
  ["2026-10-20", "20/10/2026"],
  ["2026-10-20T07:30:00Z", "20/10/2026 07:30:00"],
  ["besok", "besok"],
])("the day %s is %s", (stored, day) => {
  expect(isoDateText(stored)).toBe(day);
});

test.each([
  ["dd/mm/yyyy", true],
  ["[$-421]dd mmmm yyyy;@", true],
  ["[h]:mm", true],
  ["General", false],
  ["0.00", false],
  ['#,##0" hari"', false],
  ["[Red]-0", false],
  ["0_d", false],
])("the format %s is of days: %s", (code, isDay) => {
  expect(isDayFormat(code)).toBe(isDay);
});

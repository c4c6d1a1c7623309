import { describe, expect, test } from "vitest";
import { birthOfNik, readNik, readNomorKk } from "./nik";

describe("a NIK", () => {
  test.each([
    ["1073050506147352", "1073050506147352", "as it should be written"],
    ["  1073050506147352 ", "1073050506147352", "spaces around it"],
    ["'1073050506147352", "1073050506147352", "an apostrophe that kept a cell text"],
    ["1073 0505 0614 7352", "1073050506147352", "spaces between groups"],
    ["1073050506147352.0", "1073050506147352", "stored as a decimal number"],
    ["1073054506147352", "1073054506147352", "a woman's: 40 added to the day"],
    ["9971053112990001", "9971053112990001", "region code of a new province, never judged"],
    ["1073052902010003", "1073052902010003", "29 February: two digits do not tell the year"],
  ])("%s is valid (%3$s)", (text, nik) => {
    expect(readNik(text)).toEqual({ valid: true, nik });
  });

  test.each([
    ["", null, "nik_empty"],
    ["   ", null, "nik_empty"],
    ["-", "-", "nik_empty"],
    ["0", "0", "nik_empty"],
    ["NULL", "NULL", "nik_empty"],
    ["107305050614735", "107305050614735", "nik_not_16_digits"],
    ["10730505061473521", "10730505061473521", "nik_not_16_digits"],
    ["107305050614735O", "107305050614735O", "nik_not_16_digits"],
    ["10730505O6147352", "10730505O6147352", "nik_not_16_digits"],
    ["1,07305E+15", "1,07305E+15", "nik_scientific"],
    ["1.07305050614735e+15", "1.07305050614735e+15", "nik_scientific"],
    ["1E15", "1E15", "nik_scientific"],
    ["0000000000000000", "0000000000000000", "nik_one_digit"],
    ["1111111111111111", "1111111111111111", "nik_one_digit"],
    ["1234567890123456", "1234567890123456", "nik_placeholder"],
    ["1073050506140000", "1073050506140000", "nik_serial_zero"],
    ["1073050006147352", "1073050006147352", "nik_impossible_date"],
    ["1073053206147352", "1073053206147352", "nik_impossible_date"],
    ["1073053104147352", "1073053104147352", "nik_impossible_date"],
    ["1073053002147352", "1073053002147352", "nik_impossible_date"],
    ["1073050513147352", "1073050513147352", "nik_impossible_date"],
    ["1073050500147352", "1073050500147352", "nik_impossible_date"],
    ["1073054006147352", "1073054006147352", "nik_impossible_date"],
    ["1073057206147352", "1073057206147352", "nik_impossible_date"],
  ])("%s is not (%3$s)", (text, nik, problem) => {
    expect(readNik(text)).toEqual({ valid: false, nik, problem });
  });

  test("keeps no more of a page of text than is needed to recognise it", () => {
    const reading = readNik(`1073${"x".repeat(10_000)}`);

    expect(reading).toEqual({
      valid: false,
      nik: `1073${"x".repeat(60)}`,
      problem: "nik_not_16_digits",
    });
  });

  test("tells day, month, year of century and sex", () => {
    expect(birthOfNik("1073050506147352")).toEqual({
      day: 5,
      month: 6,
      yearOfCentury: 14,
      sex: 1,
    });
    expect(birthOfNik("1073057112997352")).toEqual({
      day: 31,
      month: 12,
      yearOfCentury: 99,
      sex: 2,
    });
  });
});

describe("a No KK", () => {
  test.each([
    ["1073051801210001", "1073051801210001"],
    ["1073059913210000", "1073059913210000"],
    ["' 1073051801210001", "1073051801210001"],
  ])("%s is valid", (text, nomorKk) => {
    expect(readNomorKk(text)).toEqual({ valid: true, nomorKk });
  });

  test.each([
    ["", null, "kk_empty"],
    ["-", "-", "kk_empty"],
    ["107305180121000", "107305180121000", "kk_not_16_digits"],
    ["1073051801210001X", "1073051801210001X", "kk_not_16_digits"],
    ["1.07305E+15", "1.07305E+15", "kk_scientific"],
    ["0000000000000000", "0000000000000000", "kk_zeros"],
  ])("%s is not (%3$s)", (text, nomorKk, problem) => {
    expect(readNomorKk(text)).toEqual({ valid: false, nomorKk, problem });
  });
});

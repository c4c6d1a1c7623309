import { birthOfNik, readNik, readNomorKk } from "@/lib/shared/nik";
import { birthProblem } from "./plausible";
import type { ProblemCode } from "./problems";
import { type Reading, readCode, readDay, readText } from "./values";

/** Tells what is wrong with a cell. */
export type Report = (code: ProblemCode) => void;

/** A NIK as a list stores it: sixteen digits where it is valid, else as written. */
export function takeNik(text: string, report: Report): { nik: string | null; nikValid: boolean } {
  const reading = readNik(text);
  if (!reading.valid) report(reading.problem);
  return { nik: reading.nik, nikValid: reading.valid };
}

/** A No KK as a list stores it: sixteen digits where it is usable, else as written. */
export function takeNomorKk(text: string, report: Report): string | null {
  const reading = readNomorKk(text);
  if (!reading.valid) report(reading.problem);
  return reading.nomorKk;
}

/**
 * A birth date, compared with the day that the data are of, where the list tells it, and with the
 * NIK's: one of the two is wrong where they differ.
 */
export function takeBirthDate(
  text: string,
  { validNik, asOf }: { readonly validNik: string | null; readonly asOf: string | null },
  report: Report,
): string | null {
  const day = known(readDay(text), () => report("day_unreadable"));
  const problem = day !== null && asOf !== null && birthProblem(numberOf(day), numberOf(asOf));
  if (problem) report(problem);
  const birth = validNik === null ? undefined : birthOfNik(validNik);
  if (day !== null && birth) {
    const [year, month, date] = day.split("-").map(Number);
    const agrees =
      year !== undefined &&
      year % 100 === birth.yearOfCentury &&
      month === birth.month &&
      date === birth.day;
    if (!agrees) report("birth_differs_from_nik");
  }
  return day;
}

/** A day as a number: 19800512. */
function numberOf(day: string): number {
  return Number(day.replaceAll("-", ""));
}

export function takeSex(text: string, validNik: string | null, report: Report): number | null {
  const sex = known(readCode("jenis_kelamin", text), () => report("code_unknown"));
  const birth = validNik === null ? undefined : birthOfNik(validNik);
  if (sex !== null && birth && sex !== birth.sex) report("sex_differs_from_nik");
  return sex;
}

export function takeName(text: string, report: Report): string {
  const name = readText(text);
  if (name === null) report("name_empty");
  else if (/\d/.test(name)) report("name_has_digits");
  return name ?? "";
}

/** The value, or nothing after telling that what is written cannot be read. */
export function known<Value>(reading: Reading<Value>, unreadable: () => void): Value | null {
  if (reading === undefined) unreadable();
  return reading ?? null;
}

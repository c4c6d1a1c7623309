/** The published statistics that an office sets beside its own figures. */
export const INDICATORS = {
  poor_people: {
    name: "Penduduk miskin menurut BPS",
    unit: "ribu jiwa",
    /** No regency has more people than this, in the unit: a larger number was written in another one. */
    max: 10_000,
  },
} as const;
export type IndicatorCode = keyof typeof INDICATORS;

export const YEAR_MIN = 1990;
export const YEAR_MAX = 2100;

/**
 * A number as Indonesian writes it: `276,58`, `1.276,58`. A dot that is no thousands separator is
 * refused instead of guessed: `276.58` may be either.
 */
export function readDecimal(text: string): number | null {
  if (!/^(\d+|\d{1,3}(\.\d{3})+)(,\d{1,3})?$/.test(text)) return null;
  return Number(text.replaceAll(".", "").replace(",", "."));
}

/** Why a value of an indicator cannot be taken, as the person who typed it reads it; null where it can. */
export function valueProblem(code: IndicatorCode, text: string): string | null {
  const { unit, max } = INDICATORS[code];
  const value = readDecimal(text);
  if (value === null)
    return "Tulis angka dengan koma sebagai tanda desimal, misalnya 276,58, tanpa satuan.";
  if (value > max)
    return `Angka ini terlalu besar untuk ${unit}. Tulis dalam ${unit}: 276.580 jiwa menjadi 276,58.`;
  return null;
}

/** A year of a series as a person typed it in. */
export interface YearValue {
  readonly year: number;
  readonly value: number;
}

/** More lines than there can be years are no series. */
const LINES_MAX = 60;

const HEADER = /^\s*tahun\s*[;\t]\s*nilai\s*$/i;

/**
 * Reads lines of `tahun;nilai`, as typed or copied from a spreadsheet (then with tabs), with or without
 * the heading. All lines are judged, so that one correction mends them all.
 */
export function readSeries(
  code: IndicatorCode,
  text: string,
): { readonly values: readonly YearValue[]; readonly problems: readonly string[] } {
  const lines = text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .map((line, index) => ({ no: index + 1, line: line.trim() }))
    .filter(({ line, no }) => line !== "" && !(no === 1 && HEADER.test(line)));
  if (lines.length === 0)
    return { values: [], problems: ["Tempelkan paling sedikit satu baris tahun;nilai."] };
  if (lines.length > LINES_MAX)
    return { values: [], problems: [`Tempelkan paling banyak ${LINES_MAX} baris.`] };
  const values: YearValue[] = [];
  const problems: string[] = [];
  const lineOfYear = new Map<number, number>();
  for (const { no, line } of lines) {
    const [yearText = "", valueText, ...rest] = line.split(/[;\t]/).map((part) => part.trim());
    const year = Number(yearText);
    const earlier = lineOfYear.get(year);
    const problem =
      valueText === undefined || rest.length > 0
        ? "tulis tahun, titik koma, lalu nilai, misalnya 2024;276,58."
        : !isYear(yearText)
          ? "tahun harus empat angka, misalnya 2024."
          : earlier !== undefined
            ? `tahun ${year} sudah ada di baris ${earlier}.`
            : lowerFirst(valueProblem(code, valueText));
    lineOfYear.set(year, earlier ?? no);
    if (problem) problems.push(`Baris ${no}: ${problem}`);
    else values.push({ year, value: readDecimal(valueText ?? "") ?? 0 });
  }
  return { values, problems };
}

export function isYear(text: string): boolean {
  return /^\d{4}$/.test(text) && Number(text) >= YEAR_MIN && Number(text) <= YEAR_MAX;
}

function lowerFirst(sentence: string | null): string | null {
  return sentence && sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** What a spreadsheet takes for a formula: the ASCII signs, their full-width twins, and controls before them. */
const FORMULA_START = /^[=+\-@\t\r\0＝＋－＠]/;
/** A number that a spreadsheet would round: of sixteen digits it keeps fifteen. */
const SIXTEEN_DIGITS = /^\d{16}$/;
const MUST_BE_QUOTED = /["\r\n;|,\t]/;

/** Excel takes a file for UTF-8 only if it begins with this. */
export const CSV_BOM = "\uFEFF";

/**
 * One line of a CSV that people open in a spreadsheet: `;`, which Indonesian settings expect, and
 * RFC 4180 quotes. A cell that would run as a formula, and a NIK or No KK that would lose its last
 * digit, gets an apostrophe before it; the importer takes it off again.
 */
export function csvRow(cells: readonly string[]): string {
  return `${cells.map(csvCell).join(";")}\r\n`;
}

function csvCell(text: string): string {
  const safe = FORMULA_START.test(text) || SIXTEEN_DIGITS.test(text) ? `'${text}` : text;
  return MUST_BE_QUOTED.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

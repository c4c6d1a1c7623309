import { WorkbookRefused } from "./workbook-refused";

export const CELL_NUMBER = 0;
export const CELL_SHARED = 1;
export const CELL_TEXT = 2;
export const CELL_BOOLEAN = 3;
export const CELL_DAY = 4;

/** Columns that a spreadsheet has: A to XFD. */
const COLUMNS_MAX = 16_384;
const ROWS_MAX = 1_048_576;

const EQUALS = 0x3d;
const LETTER_A = 0x41;
const LETTER_R = 0x72;
const LETTER_S = 0x73;
const LETTER_T = 0x74;

/** What the attributes of a cell or a row say; overwritten by the next. */
export interface CellAttributes {
  /** From 0; -1 where the cell does not say. */
  column: number;
  /** From 1; 0 where it is not said. */
  line: number;
  style: number;
  type: number;
}

/**
 * Reads the attributes `r`, `s` and `t` of a cell, or `r` of a row, which is a number alone.
 *
 * @throws WorkbookRefused for a place that no spreadsheet has
 */
export function readAttributes(
  bytes: Buffer,
  from: number,
  to: number,
  into: CellAttributes,
): void {
  into.column = -1;
  into.line = 0;
  into.style = 0;
  into.type = CELL_NUMBER;
  let at = from;
  for (;;) {
    while (at < to && (bytes[at] ?? 0) <= 0x20) at += 1;
    if (at >= to) return;
    const name = bytes[at];
    const nameStart = at;
    while (at < to && bytes[at] !== EQUALS) at += 1;
    const short = at === nameStart + 1 || (bytes[nameStart + 1] ?? 0) <= 0x20;
    at += 1;
    while (at < to && (bytes[at] ?? 0) <= 0x20) at += 1;
    const quote = bytes[at];
    const start = at + 1;
    at = start;
    while (at < to && bytes[at] !== quote) at += 1;
    if (short) {
      if (name === LETTER_R) readPlace(bytes, start, at, into);
      else if (name === LETTER_S) into.style = readInteger(bytes, start, at);
      else if (name === LETTER_T) into.type = typeOf(bytes, start, at);
    }
    at += 1;
  }
}

/** The whole number written in `bytes[from, to)`; -1 for anything else. */
export function readInteger(bytes: Buffer, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) {
    const digit = (bytes[at] ?? 0) - 0x30;
    if (digit < 0 || digit > 9 || value > 1e9) return -1;
    value = value * 10 + digit;
  }
  return to > from ? value : -1;
}

/** "AB12": column 27, line 12. */
function readPlace(bytes: Buffer, from: number, to: number, into: CellAttributes): void {
  let column = 0;
  let at = from;
  for (; at < to; at += 1) {
    const letter = ((bytes[at] ?? 0) & ~0x20) - LETTER_A;
    if (letter < 0 || letter > 25) break;
    column = column * 26 + letter + 1;
    if (column > COLUMNS_MAX) throw new WorkbookRefused("broken_workbook", "a column beyond XFD");
  }
  const line = at < to ? readInteger(bytes, at, to) : 0;
  if (line < 0 || line > ROWS_MAX)
    throw new WorkbookRefused("broken_workbook", "a row that no sheet has");
  into.column = column - 1;
  into.line = line;
}

function typeOf(bytes: Buffer, from: number, to: number): number {
  if (to === from + 1) {
    if (bytes[from] === LETTER_S) return CELL_SHARED;
    if (bytes[from] === 0x62) return CELL_BOOLEAN;
    if (bytes[from] === 0x64) return CELL_DAY;
    if (bytes[from] === 0x6e) return CELL_NUMBER;
  }
  // A formula's text, a text in its cell, or an error such as #N/A.
  return CELL_TEXT;
}

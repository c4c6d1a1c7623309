import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import type { DtsenColumn } from "@/lib/registry/dtsen-dictionary";
import { fieldText } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import { plausibleNumbers } from "../plausible";
import type { ProblemCode } from "../problems";
import {
  type Reading,
  readArea,
  readCode,
  readCount,
  readDay,
  readDesil,
  readText,
  readYesNo,
  TEXT_LENGTH_MAX,
} from "../values";
import { putBytes, putCount, putNull, putText, type RowBuffer } from "./row-buffer";

/** How a column's plainest form is recognised without making text of it. */
type ShortCut = "code" | "count" | "desil" | "yes_no" | "text" | "none";

/** One column of a release table: where it stands in the file, and how it is read. */
export interface PlannedColumn {
  readonly column: DtsenColumn;
  /** -1 where the file has no such column: then it is unknown, never false. */
  readonly position: number;
  readonly shortCut: ShortCut;
  /** For codes: whether a code from 0 to 99 is in the list. */
  readonly codes: Uint8Array;
  /** For numbers: the least and the most that the column can say. */
  readonly min: number;
  readonly max: number;
}

/** What a row says that no column can hold: it is kept as written, and counted. */
export interface Oddities {
  readonly found: { readonly column: string; readonly code: ProblemCode; readonly text: string }[];
}

const NO_CODES = new Uint8Array(0);
const ZERO = 0x30;
const NINE = 0x39;

export function planColumn(column: DtsenColumn, position: number | undefined): PlannedColumn {
  const [min, max] = plausibleNumbers(column.column);
  return {
    column,
    position: position ?? -1,
    min,
    max,
    shortCut: shortCutOf(column),
    codes: column.type === "code" ? knownCodes(column.codes) : NO_CODES,
  };
}

function shortCutOf({ type }: DtsenColumn): ShortCut {
  switch (type) {
    case "code":
      return "code";
    case "int":
    case "number":
      return "count";
    case "desil":
      return "desil";
    case "ya_tidak_text":
      return "yes_no";
    case "text":
      return "text";
    default:
      return "none";
  }
}

function knownCodes(list: keyof typeof CODE_LISTS): Uint8Array {
  const codes = new Uint8Array(100);
  for (const { code } of CODE_LISTS[list]) codes[code] = 1;
  return codes;
}

/**
 * Puts one field into a row. The forms that nearly every field has are recognised in the bytes;
 * anything else goes through `readColumn`, which says what a column means. Both agree (tested).
 */
export function encodeField(
  planned: PlannedColumn,
  block: RecordBlock,
  record: number,
  row: RowBuffer,
  oddities: Oddities,
): void {
  if (planned.position < 0) {
    putNull(row);
    return;
  }
  const index = record * block.columnCount + planned.position;
  const start = block.starts[index] ?? 0;
  const end = block.ends[index] ?? 0;
  if (end === start) {
    putNull(row);
    return;
  }
  if (end > start && encodePlainly(planned, block.bytes, start, end, row)) return;
  encodeReading(planned, fieldText(block, record, planned.position), row, oddities);
}

/** The count in a field; text is made only of what is no plain number. */
export function readCountField(
  block: RecordBlock,
  record: number,
  position: number,
): Reading<number> {
  const index = record * block.columnCount + position;
  const start = block.starts[index] ?? 0;
  const end = block.ends[index] ?? 0;
  const plain = end > start ? plainCount(block.bytes, start, end) : -1;
  return plain >= 0 ? plain : readCount(fieldText(block, record, position));
}

/** False where the field has another form than the plainest. */
function encodePlainly(
  { shortCut, codes, min, max }: PlannedColumn,
  bytes: Uint8Array,
  start: number,
  end: number,
  row: RowBuffer,
): boolean {
  switch (shortCut) {
    case "code": {
      const code = shortNumber(bytes, start, end);
      if (code < 0 || codes[code] !== 1) return false;
      putCount(row, code);
      return true;
    }
    case "desil": {
      const desil = shortNumber(bytes, start, end);
      if (desil < 1 || desil > 10) return false;
      putCount(row, desil);
      return true;
    }
    case "count": {
      const count = plainCount(bytes, start, end);
      if (count < min || count > max) return false;
      putCount(row, count);
      return true;
    }
    case "yes_no": {
      const answer = plainAnswer(bytes, start, end);
      if (answer === 0) return false;
      putCount(row, answer);
      return true;
    }
    case "text":
      if (end - start > TEXT_LENGTH_MAX || !isPlainText(bytes, start, end)) return false;
      putBytes(row, bytes, start, end);
      return true;
    case "none":
      return false;
  }
}

/** One or two digits; -1 for anything else. */
function shortNumber(bytes: Uint8Array, start: number, end: number): number {
  const first = (bytes[start] ?? 0) - ZERO;
  if (first < 0 || first > 9) return -1;
  if (end - start === 1) return first;
  const second = (bytes[start + 1] ?? 0) - ZERO;
  return end - start === 2 && second >= 0 && second <= 9 ? first * 10 + second : -1;
}

/** Up to six digits; -1 for anything else. */
export function plainCount(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 6) return -1;
  let count = 0;
  for (let position = start; position < end; position += 1) {
    const digit = (bytes[position] ?? 0) - ZERO;
    if (digit < 0 || digit > 9) return -1;
    count = count * 10 + digit;
  }
  return count;
}

/** 1 for "Ya", 2 for "Tidak", as the files of the centre write them; 0 for anything else. */
function plainAnswer(bytes: Uint8Array, start: number, end: number): 0 | 1 | 2 {
  const size = end - start;
  if (size === 2 && bytes[start] === 0x59 && bytes[start + 1] === 0x61) return 1;
  const tidak =
    size === 5 &&
    bytes[start] === 0x54 &&
    bytes[start + 1] === 0x69 &&
    bytes[start + 2] === 0x64 &&
    bytes[start + 3] === 0x61 &&
    bytes[start + 4] === 0x6b;
  return tidak ? 2 : 0;
}

/** Printable ASCII without a backslash, without spaces around it or two in a row. */
export function isPlainText(bytes: Uint8Array, start: number, end: number): boolean {
  let previous = 0x20;
  for (let position = start; position < end; position += 1) {
    const byte = bytes[position] ?? 0;
    if (byte < 0x20 || byte > 0x7e || byte === 0x5c) return false;
    if (byte === 0x20 && previous === 0x20) return false;
    previous = byte;
  }
  return previous !== 0x20;
}

/** The value of sixteen digits as first and last eight, written to `halves`; false for anything else. */
export function readSixteenDigits(
  bytes: Uint8Array,
  start: number,
  end: number,
  halves: Float64Array,
): boolean {
  if (end - start !== 16) return false;
  let high = 0;
  let low = 0;
  for (let position = start; position < start + 8; position += 1) {
    const first = bytes[position] ?? 0;
    const second = bytes[position + 8] ?? 0;
    if (first < ZERO || first > NINE || second < ZERO || second > NINE) return false;
    high = high * 10 + first - ZERO;
    low = low * 10 + second - ZERO;
  }
  halves[0] = high;
  halves[1] = low;
  return true;
}

function encodeReading(
  { column, min, max }: PlannedColumn,
  text: string,
  row: RowBuffer,
  oddities: Oddities,
): void {
  const reading = readColumn(column, text);
  if (reading === undefined) {
    oddities.found.push({ column: column.column, code: oddityOf(column), text });
    putNull(row);
  } else if (reading === null) putNull(row);
  else {
    if (typeof reading === "number" && (reading < min || reading > max))
      oddities.found.push({ column: column.column, code: "number_implausible", text });
    putText(row, String(reading));
  }
}

/** What a cell of this column says. */
export function readColumn(column: DtsenColumn, text: string): Reading<string | number> {
  switch (column.type) {
    case "code":
      return readCode(column.codes, text);
    case "int":
      return readCount(text);
    case "number":
      return readArea(text);
    case "date":
      return readDay(text);
    case "desil":
      return readDesil(text);
    case "ya_tidak_text":
      return readYesNo(text);
    default:
      return text.length > TEXT_LENGTH_MAX ? undefined : readText(text);
  }
}

function oddityOf({ type }: DtsenColumn): ProblemCode {
  switch (type) {
    case "desil":
      return "desil_unreadable";
    case "int":
    case "number":
      return "number_unreadable";
    case "date":
      return "day_unreadable";
    case "code":
    case "ya_tidak_text":
      return "code_unknown";
    default:
      return "text_too_long";
  }
}

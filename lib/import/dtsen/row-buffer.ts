import { encodeCopyValue } from "../copy-writer";

/** Rows in COPY's text form, being put together. */
export interface RowBuffer {
  bytes: Buffer;
  length: number;
}

const TAB = 0x09;
const NEWLINE = 0x0a;
const BACKSLASH = 0x5c;
const CAPITAL_N = 0x4e;
const ZERO = 0x30;
const DASH = 0x2d;
const LETTER_T = 0x74;
const LETTER_F = 0x66;
/** What one field that is no text may take, with room to spare. */
const SHORT_FIELD = 32;

export function createRowBuffer(size: number): RowBuffer {
  return { bytes: Buffer.allocUnsafeSlow(size), length: 0 };
}

/** Makes room before anything is put: the functions below do not look at the end. */
export function makeRoom(buffer: RowBuffer, size: number): void {
  if (buffer.length + size <= buffer.bytes.length) return;
  const grown = Buffer.allocUnsafeSlow((buffer.length + size) * 2);
  buffer.bytes.copy(grown, 0, 0, buffer.length);
  buffer.bytes = grown;
}

/** The room that a row needs which is at most this long in the file. */
export function roomOfRow(recordBytes: number, columns: number): number {
  return recordBytes * 2 + columns * SHORT_FIELD;
}

export function putNull(buffer: RowBuffer): void {
  const { bytes, length } = buffer;
  bytes[length] = BACKSLASH;
  bytes[length + 1] = CAPITAL_N;
  bytes[length + 2] = TAB;
  buffer.length = length + 3;
}

export function putCount(buffer: RowBuffer, value: number): void {
  const { bytes } = buffer;
  if (value < 10) {
    bytes[buffer.length] = ZERO + value;
    bytes[buffer.length + 1] = TAB;
    buffer.length += 2;
    return;
  }
  let divisor = 10;
  while (divisor * 10 <= value) divisor *= 10;
  let length = buffer.length;
  for (let rest = value; divisor >= 1; divisor /= 10) {
    const digit = Math.floor(rest / divisor);
    bytes[length] = ZERO + digit;
    rest -= digit * divisor;
    length += 1;
  }
  bytes[length] = TAB;
  buffer.length = length + 1;
}

/** An id, or null where there is none (0). */
export function putCountOrNull(buffer: RowBuffer, value: number): void {
  if (value === 0) putNull(buffer);
  else putCount(buffer, value);
}

/** Sixteen digits, given as the first eight and the last eight. */
export function putNumber(buffer: RowBuffer, high: number, low: number): void {
  putEightDigits(buffer, high);
  putEightDigits(buffer, low);
  buffer.bytes[buffer.length] = TAB;
  buffer.length += 1;
}

function putEightDigits(buffer: RowBuffer, value: number): void {
  const { bytes, length } = buffer;
  let rest = value;
  for (let position = length + 7; position >= length; position -= 1) {
    const tenth = Math.floor(rest / 10);
    bytes[position] = ZERO + rest - tenth * 10;
    rest = tenth;
  }
  buffer.length = length + 8;
}

/** Bytes of a field that need no escaping. */
export function putBytes(buffer: RowBuffer, from: Uint8Array, start: number, end: number): void {
  const { bytes } = buffer;
  let { length } = buffer;
  for (let position = start; position < end; position += 1) {
    bytes[length] = from[position] ?? 0;
    length += 1;
  }
  bytes[length] = TAB;
  buffer.length = length + 1;
}

/** Text of any kind; makes its own room. */
export function putText(buffer: RowBuffer, text: string): void {
  const escaped = encodeCopyValue(text);
  makeRoom(buffer, escaped.length * 3 + SHORT_FIELD);
  buffer.length += buffer.bytes.write(escaped, buffer.length, "utf8");
  buffer.bytes[buffer.length] = TAB;
  buffer.length += 1;
}

export function putTextOrNull(buffer: RowBuffer, text: string | null): void {
  if (text === null) putNull(buffer);
  else putText(buffer, text);
}

/** Ends a row: the tab behind its last field becomes the line's end. */
export function endRow(buffer: RowBuffer): void {
  buffer.bytes[buffer.length - 1] = NEWLINE;
}

/** A day given as 20261020. */
export function putDay(buffer: RowBuffer, day: number): void {
  const { bytes, length } = buffer;
  let rest = day;
  for (let place = 9; place >= 0; place -= 1) {
    if (place === 7 || place === 4) bytes[length + place] = DASH;
    else {
      const tenth = Math.floor(rest / 10);
      bytes[length + place] = ZERO + rest - tenth * 10;
      rest = tenth;
    }
  }
  bytes[length + 10] = TAB;
  buffer.length = length + 11;
}

export function putFlag(buffer: RowBuffer, flag: boolean): void {
  buffer.bytes[buffer.length] = flag ? LETTER_T : LETTER_F;
  buffer.bytes[buffer.length + 1] = TAB;
  buffer.length += 2;
}

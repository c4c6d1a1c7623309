import { open } from "node:fs/promises";
import { openDecoder } from "./encodings";
import { type FieldOffsets, scanFields, scanFieldsLoosely, UNCLOSED } from "./scan-fields";
import type { CsvShape } from "./sniff-file";

export const RECORD_BROKEN = 0;
export const RECORD_GOOD = 1;
/** Longer than any record may be; only its beginning is kept. */
export const RECORD_TOO_LONG = 2;

/**
 * Some records of a file, as offsets into UTF-8 bytes. The offsets of record `r` begin at index
 * `r * columnCount`. Everything is overwritten by the next block.
 */
export interface RecordBlock extends FieldOffsets {
  readonly columnCount: number;
  bytes: Buffer;
  count: number;
  readonly state: Uint8Array;
  /** The physical line on which a record begins; the header is line 1. */
  readonly lineNos: Int32Array;
  readonly rawStarts: Int32Array;
  readonly rawEnds: Int32Array;
}

/** How long a record is in the file. */
export function recordBytes(block: RecordBlock, record: number): number {
  return (block.rawEnds[record] ?? 0) - (block.rawStarts[record] ?? 0);
}

/** Bytes of a file that are looked at, and how far they are. */
interface Window {
  bytes: Buffer;
  position: number;
  lineNo: number;
  atEnd: boolean;
}

const CHUNK_BYTES = 256 * 1024;
const RECORDS_MAX = 2048;
const RECORD_BYTES_MAX = 1024 * 1024;
/** What is kept of a line that is too long, so that a person can recognise it. */
const LONG_LINE_KEPT_BYTES = 8 * 1024;
/** An address has two or three lines; more is a quote that was never closed. */
const JOINED_LINES_MAX = 20;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;
const QUOTE = 0x22;
const NEEDS_MORE = -1;
const NOT_JOINED = -2;

/**
 * Reads the records after the header, block by block, in memory that does not grow with the file.
 * Empty lines, and lines of delimiters only, are passed over.
 */
export async function* readBlocks(path: string, shape: CsvShape): AsyncGenerator<RecordBlock> {
  const scan = recordScanner(shape.delimiter.charCodeAt(0), shape.header.length);
  const store = Buffer.allocUnsafeSlow(RECORD_BYTES_MAX + 4 * CHUNK_BYTES);
  const window: Window = {
    bytes: store.subarray(0, 0),
    position: 0,
    lineNo: shape.bodyLineNo,
    atEnd: false,
  };
  let skipping = false;
  for await (const chunk of readUtf8(path, shape)) {
    appendChunk(window, store, chunk);
    if (skipping) skipping = !skipLine(window);
    if (skipping) continue;
    while (scan.fill(window)) yield scan.block;
    if (window.bytes.length - window.position > RECORD_BYTES_MAX) {
      scan.pushLongLine(window);
      yield scan.block;
      skipping = true;
    }
  }
  window.atEnd = true;
  if (!skipping) while (scan.fill(window)) yield scan.block;
}

async function* readUtf8(path: string, { encoding, bodyOffset }: CsvShape): AsyncGenerator<Buffer> {
  const file = await open(path, "r");
  const buffers = [
    Buffer.allocUnsafeSlow(CHUNK_BYTES),
    Buffer.allocUnsafeSlow(CHUNK_BYTES),
  ] as const;
  const decode = encoding === "utf-8" ? undefined : openDecoder(encoding, CHUNK_BYTES);
  try {
    let position = bodyOffset;
    let turn: 0 | 1 = 0;
    let reading = file.read(buffers[turn], 0, CHUNK_BYTES, position);
    for (;;) {
      const { bytesRead } = await reading;
      if (bytesRead === 0) return;
      const bytes = buffers[turn].subarray(0, bytesRead);
      position += bytesRead;
      turn = turn === 0 ? 1 : 0;
      // The disk works on the next chunk while this one is parsed.
      reading = file.read(buffers[turn], 0, CHUNK_BYTES, position);
      yield decode ? decode(bytes) : bytes;
    }
  } finally {
    await file.close();
  }
}

/** Moves what was not used to the front and puts the chunk behind it. */
function appendChunk(window: Window, store: Buffer, chunk: Buffer): void {
  const left = window.bytes.length - window.position;
  window.bytes.copy(store, 0, window.position);
  chunk.copy(store, left);
  window.bytes = store.subarray(0, left + chunk.length);
  window.position = 0;
}

/** Passes over the rest of a line that is too long; false while its end has not come. */
function skipLine(window: Window): boolean {
  const newline = window.bytes.indexOf(NEWLINE);
  window.position = newline < 0 ? window.bytes.length : newline + 1;
  if (newline >= 0) window.lineNo += 1;
  return newline >= 0;
}

function recordScanner(delimiter: number, columnCount: number) {
  const block = emptyBlock(columnCount);
  const scratch: FieldOffsets = {
    starts: new Int32Array(columnCount),
    ends: new Int32Array(columnCount),
  };

  /** Fills the block as far as whole records go; false when there was none. */
  function fill(window: Window): boolean {
    block.count = 0;
    block.bytes = window.bytes;
    while (block.count < RECORDS_MAX && takeLine(window));
    return block.count > 0;
  }

  /** Takes the next record or passes over an empty line; false when its end has not been read yet. */
  function takeLine(window: Window): boolean {
    const { bytes, position: from } = window;
    const lineEnd = endOfLine(window, from);
    if (lineEnd === NEEDS_MORE) return false;
    if (isBlank(bytes, from, lineEnd)) {
      window.position = lineEnd + 1;
      window.lineNo += 1;
      return from < bytes.length;
    }
    const at = block.count * columnCount;
    const to = withoutReturn(bytes, from, lineEnd);
    const fields = scanFields(bytes, from, to, delimiter, columnCount, block, at);
    if (fields === columnCount) return push(window, RECORD_GOOD, lineEnd, 1);
    if (fields === UNCLOSED) {
      const joined = joinLines(window, from, lineEnd);
      if (joined.end === NEEDS_MORE) return false;
      if (joined.end !== NOT_JOINED) return push(window, RECORD_GOOD, joined.end, joined.lines);
    }
    const loose = scanFieldsLoosely(bytes, from, to, delimiter, columnCount, block, at);
    return push(window, loose === columnCount ? RECORD_GOOD : RECORD_BROKEN, lineEnd, 1);
  }

  /**
   * A quoted field may hold line breaks. Lines are joined only if that gives exactly the columns of
   * the header, and never with a line that is whole by itself: a line that lost its end must not
   * take the next family with it.
   */
  function joinLines(window: Window, from: number, firstEnd: number) {
    const { bytes } = window;
    const at = block.count * columnCount;
    let end = firstEnd;
    for (let lines = 2; lines <= JOINED_LINES_MAX && end < bytes.length; lines += 1) {
      const nextStart = end + 1;
      end = endOfLine(window, nextStart);
      if (end === NEEDS_MORE) {
        return { end: bytes.length - from > RECORD_BYTES_MAX ? NOT_JOINED : NEEDS_MORE, lines };
      }
      if (isWhole(bytes, nextStart, end)) break;
      const to = withoutReturn(bytes, nextStart, end);
      const fields = scanFields(bytes, from, to, delimiter, columnCount, block, at);
      if (fields === columnCount) return { end, lines };
      if (fields !== UNCLOSED) break;
    }
    return { end: NOT_JOINED, lines: 1 };
  }

  function isWhole(bytes: Buffer, from: number, lineEnd: number): boolean {
    const to = withoutReturn(bytes, from, lineEnd);
    return (
      scanFields(bytes, from, to, delimiter, columnCount, scratch, 0) === columnCount ||
      scanFieldsLoosely(bytes, from, to, delimiter, columnCount, scratch, 0) === columnCount
    );
  }

  function push(window: Window, state: number, lineEnd: number, lines: number): true {
    const record = block.count;
    block.state[record] = state;
    block.lineNos[record] = window.lineNo;
    block.rawStarts[record] = window.position;
    block.rawEnds[record] = withoutReturn(window.bytes, window.position, lineEnd);
    block.count = record + 1;
    window.position = lineEnd + 1;
    window.lineNo += lines;
    return true;
  }

  function pushLongLine(window: Window): void {
    block.count = 0;
    block.bytes = window.bytes;
    push(window, RECORD_TOO_LONG, window.position + LONG_LINE_KEPT_BYTES, 0);
    window.position = window.bytes.length;
  }

  function isBlank(bytes: Buffer, from: number, to: number): boolean {
    for (let position = from; position < to; position += 1) {
      const byte = bytes[position] ?? 0;
      if (byte > 0x20 && byte !== delimiter && byte !== QUOTE) return false;
    }
    return true;
  }

  return { block, fill, pushLongLine };
}

function endOfLine({ bytes, atEnd }: Window, from: number): number {
  const newline = bytes.indexOf(NEWLINE, from);
  if (newline >= 0) return newline;
  return atEnd ? bytes.length : NEEDS_MORE;
}

function withoutReturn(bytes: Buffer, from: number, lineEnd: number): number {
  return lineEnd > from && bytes[lineEnd - 1] === CARRIAGE_RETURN ? lineEnd - 1 : lineEnd;
}

/** A block for records of so many columns. */
export function emptyBlock(columnCount: number): RecordBlock {
  return {
    columnCount,
    bytes: Buffer.alloc(0),
    count: 0,
    starts: new Int32Array(RECORDS_MAX * columnCount),
    ends: new Int32Array(RECORDS_MAX * columnCount),
    state: new Uint8Array(RECORDS_MAX),
    lineNos: new Int32Array(RECORDS_MAX),
    rawStarts: new Int32Array(RECORDS_MAX),
    rawEnds: new Int32Array(RECORDS_MAX),
  };
}

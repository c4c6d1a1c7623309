import { emptyBlock, RECORD_GOOD, RECORD_TOO_LONG, type RecordBlock } from "../csv/read-blocks";
import type { Delimiter } from "../csv/sniff-file";

/** Between the fields of a row of a workbook, where it is written as a line. */
export const ROW_DELIMITER = "|" satisfies Delimiter;

/** Puts the cells of a sheet into the same blocks of records that text files are read in. */
export interface RowBlockWriter {
  readonly block: RecordBlock;
  /** Empties the block for the next rows. */
  begin(): void;
  beginRow(lineNo: number): void;
  /** Puts the text of a cell; columns beyond those of the header have no name and are passed over. */
  put(column: number, bytes: Buffer, from: number, to: number): void;
  /** Ends the row, which leaves nothing where it is empty. True when the block is full. */
  endRow(): boolean;
}

const ROW_BYTES_MAX = 1024 * 1024;
const BLOCK_BYTES = 1024 * 1024;
/** What is kept of a row that is too long, so that a person can recognise it. */
const LONG_ROW_KEPT_BYTES = 8 * 1024;
const DELIMITER = ROW_DELIMITER.charCodeAt(0);
const QUOTE = 0x22;
const NEWLINE = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** What the bytes of a text are together: blank, plain, or in need of quotes. */
const BLANK = 0;
const PLAIN = 1;
const SPECIAL = 2;
const BYTE_KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  const special = [DELIMITER, QUOTE, NEWLINE, CARRIAGE_RETURN].includes(byte);
  return (special ? SPECIAL : 0) | (byte > 0x20 ? PLAIN : BLANK);
});

export function openRowBlock(columnCount: number): RowBlockWriter {
  const block = emptyBlock(columnCount);
  const bytes = Buffer.allocUnsafeSlow(BLOCK_BYTES + ROW_BYTES_MAX + columnCount);
  block.bytes = bytes;
  const { starts, ends } = block;
  const rowsMax = block.state.length;
  let rowStart = 0;
  let position = 0;
  let next = 0;
  let filled = false;
  let tooLong = false;

  function put(column: number, source: Buffer, from: number, to: number): void {
    if (column >= columnCount || tooLong) return;
    if (column < next) {
      putOutOfOrder(column, source.subarray(from, to));
      return;
    }
    // A quoted field takes twice its size at most, and two quotes.
    if (position - rowStart + 2 * (to - from) + columnCount + 2 > ROW_BYTES_MAX) {
      tooLong = true;
      return;
    }
    skipTo(column + 1);
    let end = position;
    let seen = BLANK;
    for (let at = from; at < to; at += 1) {
      const byte = source[at] ?? 0;
      seen |= BYTE_KINDS[byte] ?? 0;
      bytes[end] = byte;
      end += 1;
    }
    if (seen >= SPECIAL) {
      putQuoted(column, source, from, to);
      return;
    }
    if (seen !== BLANK) filled = true;
    position = end;
    ends[block.count * columnCount + column] = end;
  }

  /** Leaves the columns before `column` empty that had no cell. */
  function skipTo(column: number): void {
    const record = block.count * columnCount;
    for (; next < column; next += 1) {
      if (next > 0) {
        bytes[position] = DELIMITER;
        position += 1;
      }
      starts[record + next] = position;
      ends[record + next] = position;
    }
  }

  function putQuoted(column: number, source: Buffer, from: number, to: number): void {
    const index = block.count * columnCount + column;
    let doubled = false;
    bytes[position] = QUOTE;
    position += 1;
    starts[index] = position;
    for (let at = from; at < to; at += 1) {
      const byte = source[at] ?? 0;
      if (byte > 0x20) filled = true;
      if (byte === QUOTE) {
        doubled = true;
        bytes[position] = QUOTE;
        position += 1;
      }
      bytes[position] = byte;
      position += 1;
    }
    ends[index] = doubled ? ~position : position;
    bytes[position] = QUOTE;
    position += 1;
  }

  /** No program writes cells out of order; a file made by hand may. The row is written anew. */
  function putOutOfOrder(column: number, text: Buffer): void {
    const index = block.count * columnCount;
    const fields = Array.from({ length: next }, (_, before) => {
      const end = ends[index + before] ?? 0;
      const field = Buffer.from(bytes.subarray(starts[index + before], end < 0 ? ~end : end));
      return end < 0
        ? Buffer.from(field.toString("latin1").replaceAll('""', '"'), "latin1")
        : field;
    });
    fields[column] = Buffer.from(text);
    position = rowStart;
    next = 0;
    for (const [at, field] of fields.entries()) put(at, field, 0, field.length);
  }

  function endRow(): boolean {
    skipTo(columnCount);
    if (!filled && !tooLong) {
      position = rowStart;
      return false;
    }
    const record = block.count;
    block.state[record] = tooLong ? RECORD_TOO_LONG : RECORD_GOOD;
    block.rawStarts[record] = rowStart;
    block.rawEnds[record] = tooLong ? Math.min(position, rowStart + LONG_ROW_KEPT_BYTES) : position;
    block.count = record + 1;
    return block.count === rowsMax || position > BLOCK_BYTES;
  }

  return {
    block,
    begin() {
      block.count = 0;
      position = 0;
    },
    beginRow(lineNo) {
      rowStart = position;
      next = 0;
      filled = false;
      tooLong = false;
      block.lineNos[block.count] = lineNo;
    },
    put,
    endRow,
  };
}

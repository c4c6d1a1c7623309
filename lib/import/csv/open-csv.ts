import { ok, type Result } from "@/lib/shared/result";
import { RECORD_GOOD, RECORD_TOO_LONG, type RecordBlock, readBlocks } from "./read-blocks";
import { type CsvRefusal, type CsvShape, sniffFile } from "./sniff-file";

/** A row as text. A broken one has no fields, and its line as it came. */
export type CsvRow =
  | {
      readonly lineNo: number;
      readonly raw: string;
      readonly fields: readonly string[];
      readonly problem: null;
    }
  | {
      readonly lineNo: number;
      readonly raw: string;
      readonly fields: null;
      readonly problem: "broken_line" | "line_too_long";
    };

export interface CsvFile extends CsvShape {
  /** Row by row, for lists of ordinary size. */
  readonly rows: AsyncIterable<CsvRow>;
  /** Bytes and offsets, for the files with a row a person of the regency. */
  readonly blocks: AsyncIterable<RecordBlock>;
}

/**
 * Opens a delimited text file: `|`, `;`, `,` or tab, quoted or not, UTF-8, UTF-16 (both with BOM or
 * without) or Windows-1252. Memory stays the same whatever the size. Each iteration reads the file anew.
 *
 * @param headerLine the line of the header where a person said it; found where not
 */
export async function openCsv(
  path: string,
  headerLine?: number,
): Promise<Result<CsvFile, CsvRefusal>> {
  const sniffed = await sniffFile(path, headerLine);
  if (!sniffed.ok) return sniffed;
  const shape = sniffed.value;
  return ok({
    ...shape,
    ...iterables(() => readBlocks(path, shape)),
  });
}

/** The rows of a file, one by one and in blocks; each iteration reads it anew. */
export function iterables(
  read: () => AsyncGenerator<RecordBlock>,
): Pick<CsvFile, "rows" | "blocks"> {
  return {
    rows: { [Symbol.asyncIterator]: () => rowsOf(read()) },
    blocks: { [Symbol.asyncIterator]: read },
  };
}

async function* rowsOf(blocks: AsyncGenerator<RecordBlock>): AsyncGenerator<CsvRow> {
  for await (const block of blocks)
    for (let record = 0; record < block.count; record += 1) yield rowOf(block, record);
}

/** One record of a block as a row. */
export function rowOf(block: RecordBlock, record: number): CsvRow {
  const lineNo = block.lineNos[record] ?? 0;
  const raw = rawText(block, record);
  const state = block.state[record];
  if (state !== RECORD_GOOD) {
    const problem = state === RECORD_TOO_LONG ? "line_too_long" : "broken_line";
    return { lineNo, raw, fields: null, problem };
  }
  return { lineNo, raw, fields: fieldTexts(block, record, raw), problem: null };
}

/**
 * The fields as text. Decoding costs a call for each piece; in a record without long characters,
 * which most are, bytes and letters agree and the fields can be cut from the record's text.
 */
function fieldTexts(block: RecordBlock, record: number, raw: string): string[] {
  const { columnCount, starts, ends } = block;
  const rawStart = block.rawStarts[record] ?? 0;
  const plain = raw.length === (block.rawEnds[record] ?? 0) - rawStart;
  const fields = new Array<string>(columnCount);
  for (let column = 0; column < columnCount; column += 1) {
    const index = record * columnCount + column;
    const end = ends[index] ?? 0;
    fields[column] =
      plain && end >= 0
        ? raw.substring((starts[index] ?? 0) - rawStart, end - rawStart)
        : fieldText(block, record, column);
  }
  return fields;
}

/** The line or lines of a record as they came. */
export function rawText(block: RecordBlock, record: number): string {
  return block.bytes.toString("utf8", block.rawStarts[record], block.rawEnds[record]);
}

/** The text of one field, without its quotes. */
export function fieldText(block: RecordBlock, record: number, column: number): string {
  const index = record * block.columnCount + column;
  const end = block.ends[index] ?? 0;
  if (end >= 0) return block.bytes.toString("utf8", block.starts[index], end);
  return block.bytes.toString("utf8", block.starts[index], ~end).replaceAll('""', '"');
}

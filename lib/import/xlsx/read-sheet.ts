import type { RecordBlock } from "../csv/read-blocks";
import {
  CELL_BOOLEAN,
  CELL_DAY,
  CELL_NUMBER,
  CELL_SHARED,
  type CellAttributes,
  readAttributes,
  readInteger,
} from "./cell-attributes";
import { openCellText } from "./cell-text";
import { type DateSystem, dateText, isoDateText, numberText } from "./number-cells";
import { type PackagePart, readPart } from "./open-package";
import { openRowBlock, type RowBlockWriter } from "./row-block";
import type { SharedStrings } from "./shared-strings";
import { WorkbookRefused } from "./workbook-refused";
import { nameCode, openXmlScanner, type XmlHandler } from "./xml-scanner";

/** What the cells of a sheet need besides themselves. */
export interface CellSource {
  readonly strings: SharedStrings;
  /** Whether a number of this style is a day. */
  readonly isDay: Uint8Array;
  readonly dateSystem: DateSystem;
}

/** The rows of a sheet, as its bytes come. */
export interface SheetParser {
  readonly block: RecordBlock;
  /** The row that was met last. */
  readonly lastLine: number;
  /** Nothing that follows is a row. */
  readonly ended: boolean;
  /** The block holds rows that were not given yet. */
  readonly pending: boolean;
  feed(chunk: Buffer): void;
  /** True when the block holds rows that must be taken; false when the next chunk is needed. */
  fill(): boolean;
}

const SHEET_DATA = nameCode("sheetData");
const ROW = nameCode("row");
const CELL = nameCode("c");
const VALUE = nameCode("v");
const TEXT = nameCode("t");
const INLINE = nameCode("is");
const PHONETIC = nameCode("rPh");
/** Numbers up to this long are as exact as they look. */
const PLAIN_DIGITS_MAX = 15;
const TRUE_TEXT = Buffer.from("TRUE");
const FALSE_TEXT = Buffer.from("FALSE");

/**
 * The rows of a sheet after its header, block by block, in memory that does not grow with the sheet.
 *
 * @throws WorkbookRefused
 */
export async function* readSheet(
  part: PackagePart,
  cells: CellSource,
  { columnCount, headerLine }: { readonly columnCount: number; readonly headerLine: number },
): AsyncGenerator<RecordBlock> {
  const parser = openSheetParser(cells, columnCount, headerLine);
  for await (const chunk of readPart(part)) {
    parser.feed(chunk);
    while (parser.fill()) yield parser.block;
    if (parser.ended) return;
  }
  throw new WorkbookRefused("broken_workbook", "a sheet that does not end");
}

/** @param afterLine rows up to this one are passed over */
export function openSheetParser(
  cells: CellSource,
  columnCount: number,
  afterLine: number,
): SheetParser {
  const writer = openRowBlock(columnCount);
  const rows = rowHandler(cells, writer, { columnCount, afterLine });
  const scanner = openXmlScanner(rows.handler);
  let taken = true;

  return {
    block: writer.block,
    get lastLine() {
      return rows.lastLine();
    },
    get ended() {
      return rows.ended();
    },
    get pending() {
      return !taken && writer.block.count > 0;
    },
    feed: scanner.feed,
    fill() {
      if (taken) writer.begin();
      taken = !rows.ended() && scanner.scan() && writer.block.count > 0;
      return taken;
    },
  };
}

function rowHandler(
  { strings, isDay, dateSystem }: CellSource,
  writer: RowBlockWriter,
  { columnCount, afterLine }: { readonly columnCount: number; readonly afterLine: number },
) {
  const cell: CellAttributes = { column: -1, line: 0, style: 0, type: CELL_NUMBER };
  const text = openCellText();
  let begun = false;
  let ended = false;
  let line = 0;
  let column = -1;
  let inRow = false;
  let inCell = false;
  let inInline = false;
  let inPhonetic = false;
  let inText = false;

  function beginRow(bytes: Buffer, from: number, to: number): void {
    readAttributes(bytes, from, to, cell);
    // A row without a number, or with one that was there before, is the next one.
    line = Math.max(line + 1, cell.line);
    column = -1;
    inRow = begun && line > afterLine;
    if (inRow) writer.beginRow(line);
  }

  function beginCell(bytes: Buffer, from: number, to: number): void {
    if (!inRow) return;
    readAttributes(bytes, from, to, cell);
    column = cell.column < 0 ? column + 1 : cell.column;
    inCell = column < columnCount;
    text.clear();
  }

  function endCell(): void {
    inCell = false;
    if (text.length === 0) return;
    switch (cell.type) {
      case CELL_SHARED: {
        const index = readInteger(text.bytes, 0, text.length);
        if (index < 0 || index >= strings.count)
          throw new WorkbookRefused("broken_workbook", "a cell without its shared string");
        writer.put(
          column,
          strings.bytes,
          strings.starts[index] ?? 0,
          strings.starts[index + 1] ?? 0,
        );
        return;
      }
      case CELL_NUMBER:
        if (isDay[cell.style] === 1) text.set(dateText(text.toString(), dateSystem));
        else if (text.length > PLAIN_DIGITS_MAX || readInteger(text.bytes, 0, text.length) < 0)
          text.set(numberText(text.toString()));
        break;
      case CELL_BOOLEAN: {
        const word = text.bytes[0] === 0x31 ? TRUE_TEXT : FALSE_TEXT;
        writer.put(column, word, 0, word.length);
        return;
      }
      case CELL_DAY:
        text.set(isoDateText(text.toString()));
        break;
      default:
        text.unescape();
    }
    writer.put(column, text.bytes, 0, text.length);
  }

  const handler: XmlHandler = {
    open(name, bytes, from, to) {
      if (name === CELL) beginCell(bytes, from, to);
      else if (name === VALUE) inText = inCell && !inInline;
      else if (name === ROW) beginRow(bytes, from, to);
      else if (name === TEXT) inText = inInline && !inPhonetic;
      else if (name === INLINE) inInline = inCell;
      else if (name === PHONETIC) inPhonetic = true;
      else if (name === SHEET_DATA) begun = true;
    },
    close(name) {
      if (name === VALUE || name === TEXT) inText = false;
      else if (name === CELL) {
        if (inCell) endCell();
      } else if (name === ROW) {
        if (!inRow) return false;
        inRow = false;
        return writer.endRow();
      } else if (name === INLINE) inInline = false;
      else if (name === PHONETIC) inPhonetic = false;
      else if (name === SHEET_DATA) {
        ended = true;
        return true;
      }
      return false;
    },
    wantsText: () => inText,
    text: text.add,
  };
  return { handler, lastLine: () => line, ended: () => ended };
}

import { stat } from "node:fs/promises";
import { fail, ok, type Result } from "@/lib/shared/result";
import { rowOf } from "../csv/open-csv";
import type { RecordBlock } from "../csv/read-blocks";
import { COLUMNS_MAX, type CsvRefusal } from "../csv/sniff-file";
import { findHeader, HEADER_LINE_MAX, headerScore, isData } from "../table/find-header";
import { openPackage, type PackagePart, readPart, type WorkbookPackage } from "./open-package";
import { type CellSource, openSheetParser, readSheet } from "./read-sheet";
import { NO_SHARED_STRINGS, readSharedStrings } from "./shared-strings";
import { type ListedSheet, readWorkbookParts } from "./workbook-parts";
import { type WorkbookRefusal, WorkbookRefused } from "./workbook-refused";

/** A workbook, opened at one of its sheets. */
export interface Workbook {
  readonly sizeBytes: number;
  readonly sheet: string;
  readonly headerLine: number;
  readonly header: readonly string[];
  /**
   * As many lines as a text file of the sheet would have, with the one after its end. Estimated from
   * the beginning: what a sheet says of its size is often wrong.
   */
  readonly lineCount: number;
  readonly sheets: readonly {
    readonly name: string;
    readonly headerLine: number | null;
    readonly hidden: boolean;
  }[];
  readBlocks(): AsyncGenerator<RecordBlock>;
}

/** What is known of a sheet from its first rows. */
interface SheetPreview extends ListedSheet {
  readonly part: PackagePart;
  readonly lineCount: number;
  readonly header: PreviewRow | undefined;
}

const SHEETS_MAX = 100;
/** Enough for thirty rows in every sheet that was not made to keep us busy. */
const PREVIEW_BYTES_MAX = 32 * 1024 * 1024;

/**
 * Opens a workbook at the sheet that was said, or at the visible one whose header has the most known
 * columns. Of the whole workbook only the shared strings are held in memory.
 */
export async function openWorkbook(
  path: string,
  place: { readonly sheet?: string; readonly headerLine?: number },
): Promise<Result<Workbook, WorkbookRefusal | CsvRefusal>> {
  try {
    return await openAt(path, place);
  } catch (error) {
    if (error instanceof WorkbookRefused) return fail({ code: error.code });
    throw error;
  }
}

async function openAt(
  path: string,
  { sheet, headerLine }: { readonly sheet?: string; readonly headerLine?: number },
): Promise<Result<Workbook, WorkbookRefusal | CsvRefusal>> {
  const { size } = await stat(path);
  const parts = await openPackage(path);
  const { sheets, stringsName, ...styles } = await readWorkbookParts(parts);
  if (sheets.length > SHEETS_MAX) return fail({ code: "workbook_too_large" });
  const stringsPart = parts.get(stringsName ?? "");
  const strings = stringsPart ? await readSharedStrings(stringsPart) : NO_SHARED_STRINGS;
  const cells = { ...styles, strings };

  const previews: SheetPreview[] = [];
  for (const listed of sheets) {
    const line = listed.name === sheet ? headerLine : undefined;
    const preview = await previewSheet(parts, cells, listed, line);
    if (preview) previews.push(preview);
  }
  if (sheet !== undefined && !previews.some(({ name }) => name === sheet))
    return fail({ code: "sheet_not_found" });
  const chosen =
    sheet === undefined ? bestSheet(previews) : previews.find(({ name }) => name === sheet);
  if (!chosen?.header) return fail({ code: "no_table_in_workbook" });
  const { part, lineCount, header: found } = chosen;
  const header = headerNames(found.fields);
  if (header.length > COLUMNS_MAX) return fail({ code: "too_many_columns" });
  if (isData(header)) return fail({ code: "header_is_data" });
  return ok({
    sizeBytes: size,
    sheet: chosen.name,
    headerLine: found.lineNo,
    header,
    lineCount,
    sheets: previews.map(({ name, hidden, header }) => ({
      name,
      hidden,
      headerLine: header?.lineNo ?? null,
    })),
    readBlocks: () =>
      readSheet(part, cells, { columnCount: header.length, headerLine: found.lineNo }),
  });
}

/** The visible sheet whose header has the most known columns; a hidden one only where no other has a table. */
function bestSheet(previews: readonly SheetPreview[]): SheetPreview | undefined {
  const withTable = previews.filter(({ header }) => header !== undefined);
  const visible = withTable.filter(({ hidden }) => !hidden);
  const [first, ...others] = visible.length > 0 ? visible : withTable;
  const score = ({ header }: SheetPreview) => headerScore(header?.fields ?? []);
  return others.reduce(
    (best, preview) => (best && score(preview) > score(best) ? preview : best),
    first,
  );
}

/** Reads the first rows of a sheet; undefined where the workbook lists a sheet that it does not hold. */
async function previewSheet(
  parts: WorkbookPackage,
  cells: CellSource,
  listed: ListedSheet,
  headerLine: number | undefined,
): Promise<SheetPreview | undefined> {
  const part = parts.get(listed.partName);
  if (!part) return undefined;
  const lineMax = headerLine ?? HEADER_LINE_MAX;
  const parser = openSheetParser(cells, COLUMNS_MAX + 1, 0);
  const rows: PreviewRow[] = [];
  let bytesRead = 0;
  for await (const chunk of readPart(part)) {
    bytesRead += chunk.length;
    parser.feed(chunk);
    while (parser.fill()) rows.push(...rowsUpTo(lineMax, parser.block));
    if (parser.ended || parser.lastLine > lineMax || bytesRead > PREVIEW_BYTES_MAX) break;
  }
  if (parser.pending) rows.push(...rowsUpTo(lineMax, parser.block));
  const lines = parser.ended
    ? parser.lastLine
    : Math.ceil((parser.lastLine * part.bytes) / Math.max(1, bytesRead));
  const header =
    headerLine === undefined ? findHeader(rows) : rows.find(({ lineNo }) => lineNo === headerLine);
  return { ...listed, part, lineCount: lines + 1, header };
}

interface PreviewRow {
  readonly lineNo: number;
  readonly fields: readonly string[];
}

function rowsUpTo(lineMax: number, block: RecordBlock): PreviewRow[] {
  const rows: PreviewRow[] = [];
  for (let record = 0; record < block.count; record += 1) {
    const { lineNo, fields } = rowOf(block, record);
    if (lineNo <= lineMax && fields) rows.push({ lineNo, fields });
  }
  return rows;
}

function headerNames(fields: readonly string[]): string[] {
  const names = fields.map((name) => name.trim());
  return names.slice(0, names.findLastIndex((name) => name !== "") + 1);
}

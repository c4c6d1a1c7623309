import { fail, ok, type Result } from "@/lib/shared/result";
import { type CsvFile, iterables, openCsv } from "../csv/open-csv";
import type { CsvRefusal } from "../csv/sniff-file";
import { openWorkbook } from "../xlsx/open-workbook";
import { ROW_DELIMITER } from "../xlsx/row-block";
import type { WorkbookRefusal } from "../xlsx/workbook-refused";
import { containerOf } from "./container";

/** Why a file holds no table that we read. */
export type TableRefusal = CsvRefusal | WorkbookRefusal;

/** Where the table stands, as far as a person said it; the rest is found. */
export interface TablePlace {
  readonly sheet?: string;
  /** Counted from 1. */
  readonly headerLine?: number;
}

/** The place that is stored with a file: what a person said, or what the last check found. */
export function placeOf(file: {
  readonly sheet: string | null;
  readonly headerLine: number | null;
}): TablePlace {
  return { sheet: file.sheet ?? undefined, headerLine: file.headerLine ?? undefined };
}

/** A sheet of a workbook, and the row that looks like its header; null where none does. */
export interface SheetHead {
  readonly name: string;
  readonly headerLine: number | null;
  readonly hidden: boolean;
}

/** A table in a file: its header, and its rows as text, whatever kind of file they come from. */
export interface TableFile extends Omit<CsvFile, "bodyOffset" | "bodyLineNo"> {
  /** The sheet of a workbook; null for text files. */
  readonly sheet: string | null;
  /** Every sheet of a workbook, in its order; none for text files. */
  readonly sheets: readonly SheetHead[];
}

/**
 * Opens the table in a file. What the file is tells its content, never its name. Memory stays the
 * same whatever the size; each iteration of rows or blocks reads the file anew.
 */
export async function openTable(
  path: string,
  place: TablePlace = {},
): Promise<Result<TableFile, TableRefusal>> {
  const container = await containerOf(path);
  if (container === "zip") return openSheet(path, place);
  if (container !== "none") return fail({ code: container });
  const csv = await openCsv(path, place.headerLine);
  return csv.ok ? ok({ ...csv.value, sheet: null, sheets: [] }) : csv;
}

/** Rows of a sheet are given as lines of text, so that nothing behind this door needs to know of sheets. */
async function openSheet(
  path: string,
  place: TablePlace,
): Promise<Result<TableFile, TableRefusal>> {
  const opened = await openWorkbook(path, place);
  if (!opened.ok) return opened;
  const { readBlocks, ...workbook } = opened.value;
  const written = { encoding: "utf-8", delimiter: ROW_DELIMITER } as const;
  return ok({ ...workbook, ...written, ...iterables(readBlocks) });
}

/** The fields of the first rows that are whole, to show what stands under each column. */
export async function sampleRows(table: TableFile, count: number): Promise<(readonly string[])[]> {
  const samples: (readonly string[])[] = [];
  if (count < 1) return samples;
  for await (const { fields } of table.rows) {
    if (fields) samples.push(fields);
    if (samples.length >= count) break;
  }
  return samples;
}

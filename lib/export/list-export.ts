import "server-only";
import { z } from "zod";
import type { Permission } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import { type AreaFilter, isKnownProgram, readAreaFilter } from "./read-filters";

/** What a cell may hold. A number of sixteen digits is text: a spreadsheet would round it. */
export type ExportCell = string | number | null;

/** A column of an exported list. */
export interface ExportColumn<Row> {
  readonly title: string;
  readonly value: (row: Row) => ExportCell;
}

/** Who takes which part of a list. */
export interface ExportRequest {
  readonly client: Db;
  readonly actor: UserActor;
  readonly office: Office;
  /** The filters as they stand in the address of the list's page. */
  readonly filters: Readonly<Record<string, string | readonly string[]>>;
  /** Whether NIK and No KK are written in full; else only their last four digits. */
  readonly fullNumbers: boolean;
}

/** A list that is being taken: its columns, and its rows as fast as they are fetched. */
export interface OpenedExport {
  readonly columns: readonly string[];
  readonly rows: AsyncGenerator<readonly ExportCell[]>;
}

/** A list that can be taken as a file. */
export interface ListExport {
  /** Begins the file's name, and stands above what it says of itself. */
  readonly title: string;
  /** What opens the list's page: nobody takes what they may not see. */
  readonly permission: Permission;
  /** Whether its rows have NIK or No KK that could be written in full. */
  readonly hasNumbers: boolean;
  /** Null where a filter is not known: one that was ignored would give everything. */
  readonly open: (request: ExportRequest) => Promise<OpenedExport | null>;
}

/** The filters of a list that has none: one that is named is refused, in place of ignored. */
export const NO_FILTERS = z.strictObject({});

/** What the filters of several lists have in common. */
const PlaceAndProgram = z.object({
  wilayah: z.string().optional(),
  program: z.string().optional(),
});

/** What a list's own part is given: filters that are understood, and the area that they name. */
interface FilteredRequest<Filters> extends Omit<ExportRequest, "filters"> {
  readonly filters: Filters;
  readonly area: AreaFilter;
}

/** The frame of every list's file: filters are understood, area and program exist for the actor. */
export function listExport<Filters>({
  filters: schema,
  open,
  ...list
}: Omit<ListExport, "open"> & {
  readonly filters: z.ZodType<Filters>;
  readonly open: (request: FilteredRequest<Filters>) => Promise<OpenedExport | null>;
}): ListExport {
  return {
    ...list,
    async open(request) {
      const filters = schema.safeParse(request.filters);
      if (!filters.success) return null;
      const { wilayah, program } = PlaceAndProgram.parse(filters.data);
      const area = await readAreaFilter(request, wilayah);
      if (!area || !(await isKnownProgram(request, program))) return null;
      return open({ ...request, filters: filters.data, area });
    },
  };
}

/** Rows that are read at once: enough to be fast, few enough to need no memory. */
export const EXPORT_BATCH = 1_000;

interface Page<Row, Cursor> {
  readonly rows: readonly Row[];
  readonly next: Cursor | null;
}

/** A page of a keyset list; null: the first. */
export type ReadPage<Row, Cursor> = (after: Cursor | null) => Promise<Page<Row, Cursor>>;

/** Every page of a keyset list, from its beginning to its end. */
export async function* everyPage<Row, Cursor>(
  read: ReadPage<Row, Cursor>,
): AsyncGenerator<readonly Row[]> {
  let after: Cursor | null = null;
  do {
    const page: Page<Row, Cursor> = await read(after);
    yield page.rows;
    after = page.next;
  } while (after !== null);
}

/** A list's rows as the cells of its columns. */
export function openExport<Row>(
  columns: readonly ExportColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): OpenedExport {
  return { columns: columns.map(({ title }) => title), rows: cellsOf(columns, batches) };
}

/** A list that is short enough to be read at once. */
export async function* oneBatch<Row>(
  rows: Promise<readonly Row[]>,
): AsyncGenerator<readonly Row[]> {
  yield await rows;
}

async function* cellsOf<Row>(
  columns: readonly ExportColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly ExportCell[]> {
  for await (const batch of batches)
    for (const row of batch) yield columns.map(({ value }) => value(row));
}

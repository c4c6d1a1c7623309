import "server-only";
import type { Permission } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";

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

/** Whether an address names no filter: a list that has none refuses one, in place of ignoring it. */
export function isUnfiltered({ filters }: Pick<ExportRequest, "filters">): boolean {
  return Object.keys(filters).length === 0;
}

/** Rows that are read at once: enough to be fast, few enough to need no memory. */
export const EXPORT_BATCH = 1_000;

/** Every page of a keyset list, from its beginning to its end. */
export async function* everyPage<Row, Cursor>(
  read: (
    after: Cursor | null,
  ) => Promise<{ readonly rows: readonly Row[]; readonly next: Cursor | null }>,
): AsyncGenerator<readonly Row[]> {
  let after: Cursor | null = null;
  do {
    const page: { readonly rows: readonly Row[]; readonly next: Cursor | null } = await read(after);
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

async function* cellsOf<Row>(
  columns: readonly ExportColumn<Row>[],
  batches: AsyncIterable<readonly Row[]>,
): AsyncGenerator<readonly ExportCell[]> {
  for await (const batch of batches)
    for (const row of batch) yield columns.map(({ value }) => value(row));
}

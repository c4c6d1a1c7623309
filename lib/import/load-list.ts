import "server-only";
import { escapeIdentifier, type PoolClient } from "pg";
import type { WorkContext } from "@/lib/jobs/work-context";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "./check-run";
import { chosenColumns } from "./chosen-columns";
import { groupWords } from "./column-labels";
import { missingGroups } from "./column-names";
import { type CopyValue, openCopy } from "./copy-writer";
import { type CsvRow, iterables } from "./csv/open-csv";
import { type ColumnAliases, type HeaderMapping, mapHeader } from "./mapping";
import { type ProblemCode, REFUSAL_SENTENCES, type RowProblem } from "./problems";
import type { Progress } from "./progress";
import { repairedBlocks } from "./repair/repaired-table";
import { type CellOf, rejectionOf } from "./repair/row-rules";
import type { RunFailure } from "./run-failure";
import { openRunProblems, type RunProblems } from "./run-problems";
import type { ImportFileRole, ProblemCount } from "./schema";
import { storedFilePath } from "./storage";
import { openTable, placeOf, type TableFile } from "./table/open-table";

/** A row of a list as its kind judges it. */
export interface ListRow<Column extends string> {
  /** What is written under the column; empty where the file has no such column. */
  cell(column: Column): string;
  /** Whether the file has the column at all. */
  has(column: Column): boolean;
  /** What is written under columns that have no field of their own, as JSON; null where nothing is. */
  extras(): string | null;
  /** Tells what is odd about a row that is taken. */
  report(code: ProblemCode, column?: Column): void;
}

/** A kind of list: its columns, its table, and how a row becomes values of that table. */
export interface ListKind<Column extends string> {
  readonly names: ColumnAliases<Column>;
  readonly table: string;
  /** The table's columns after `list_id` and `line_no`. */
  readonly tableColumns: readonly string[];
  judge(row: ListRow<Column>): readonly CopyValue[];
  /** Lines of totals. They, and who signed below them, are no rows: counted and left out. */
  isTotals?(text: string): boolean;
}

export interface LoadedList {
  readonly rowsGood: number;
  readonly footersSkipped: number;
  readonly problems: readonly ProblemCount[];
}

/** Reads a list of one file into its table, under a list that nobody sees before it is applied. */
export async function loadList<Column extends string>(
  ctx: WorkContext,
  run: RunWithFiles,
  kind: ListKind<Column>,
  { listId, progress }: { readonly listId: number; readonly progress: Progress },
): Promise<Result<LoadedList, RunFailure>> {
  const [file] = run.files;
  if (!file) return fail({ code: "file_missing", sentence: REFUSAL_SENTENCES.empty_file });
  const opened = await openTable(storedFilePath(ctx.dataDir, file.sha256), placeOf(file));
  if (!opened.ok) {
    const { code } = opened.problem;
    return fail({ code, sentence: REFUSAL_SENTENCES[code] });
  }
  const { blocks, ...facts } = opened.value;
  const { id } = file;
  const inRepair = () => repairedBlocks(ctx.db, { id, delimiter: facts.delimiter }, blocks);
  const table = { ...facts, ...iterables(inRepair) };
  const mapping = mapHeader(table.header, kind.names, chosenColumns(file));
  const [missing] = missingGroups(file.role, mapping.positions);
  if (missing) return fail(columnsMissing(file.role, missing));

  await progress.stage("reading_rows", Math.max(0, table.lineCount - table.headerLine));
  const loaded = await withTwoConnections(ctx, (rows, problems) =>
    copyRows(rows, openRunProblems(problems, run.id), {
      file,
      table,
      mapping,
      kind,
      listId,
      ctx,
      progress,
    }),
  );
  // The server knows nothing yet of the rows that came, and would plan the next steps for none.
  await ctx.pool.query(`ANALYZE ${escapeIdentifier(kind.table)}`);
  const rowsRejected = sumOf(loaded.problems.filter(({ severity }) => severity === "rejected"));
  await ctx.db.importFile.update({
    where: { id: file.id },
    data: {
      encoding: table.encoding,
      delimiter: table.delimiter,
      sheet: table.sheet,
      headerLine: table.headerLine,
      header: [...table.header],
      mapping: mapping.byName,
      rowsRead: loaded.rowsGood + rowsRejected,
      rowsGood: loaded.rowsGood,
      rowsRejected,
    },
  });
  return ok(loaded);
}

interface Load<Column extends string> {
  readonly ctx: WorkContext;
  readonly file: RunWithFiles["files"][number];
  readonly table: TableFile;
  readonly mapping: HeaderMapping<Column>;
  readonly kind: ListKind<Column>;
  readonly listId: number;
  readonly progress: Progress;
}

async function copyRows<Column extends string>(
  connection: PoolClient,
  problems: RunProblems,
  load: Load<Column>,
): Promise<LoadedList> {
  const { ctx, file, table, mapping, kind, listId, progress } = load;
  const writer = openCopy(connection, kind.table, ["list_id", "line_no", ...kind.tableColumns]);
  const log = problems.of(file);
  const isFooter = footersBy(kind.isTotals);
  const counts = { read: 0, good: 0, footers: 0 };
  try {
    for await (const line of table.rows) {
      ctx.signal?.throwIfAborted();
      counts.read += 1;
      progress.rows(counts.read);
      const text = line.fields?.join(" ") ?? line.raw;
      if (text.trim() === "") continue;
      if (isFooter(text, line.fields)) {
        counts.footers += 1;
        continue;
      }
      const { values, found } = judgeLine(line, file.role, kind, mapping);
      for (const problem of found) log.note(problem);
      await problems.flush();
      if (!values) continue;
      counts.good += 1;
      await writer.write([listId, line.lineNo, ...values]);
    }
    await writer.end();
    await problems.close();
  } catch (error) {
    await writer.abort();
    throw error;
  }
  return {
    rowsGood: counts.good,
    footersSkipped: counts.footers,
    problems: problems.counts(),
  };
}

/** The share of the columns that a line below the totals fills at most, where it is nobody's row. */
const SIGNATURE_SHARE_MAX = 1 / 3;

/** Knows lines of totals, and below the first of them the place, the day and who signed. */
function footersBy(isTotals: ListKind<string>["isTotals"]) {
  let belowTotals = false;
  return (text: string, fields: readonly string[] | null): boolean => {
    if (isTotals?.(text)) {
      belowTotals = true;
      return true;
    }
    if (!belowTotals || fields === null || /(?<!\d)\d{16}(?!\d)/.test(text)) return false;
    const filled = fields.filter((field) => field.trim() !== "").length;
    return filled <= fields.length * SIGNATURE_SHARE_MAX;
  };
}

/** The values of a row and what is wrong with it. A rejected row has no values, one reason, and its line. */
function judgeLine<Column extends string>(
  { lineNo, fields, raw, problem }: CsvRow,
  role: ImportFileRole,
  kind: ListKind<Column>,
  mapping: HeaderMapping<Column>,
): { values: readonly CopyValue[] | null; found: readonly RowProblem[] } {
  const found: RowProblem[] = [];
  const report: ListRow<Column>["report"] = (code, column) => {
    const position = column === undefined ? undefined : mapping.positions.get(column);
    found.push({
      lineNo,
      code,
      column,
      text: position === undefined ? undefined : fields?.[position],
    });
  };
  const rejection = fields ? rejectionOf(role, cellsOf(fields, mapping)) : problem;
  if (rejection) return { values: null, found: [{ lineNo, code: rejection, rawLine: raw }] };
  return { values: fields && kind.judge(rowOf(fields, mapping, report)), found };
}

function rowOf<Column extends string>(
  fields: readonly string[],
  { positions, extras }: HeaderMapping<Column>,
  report: ListRow<Column>["report"],
): ListRow<Column> {
  return {
    report,
    has: (column) => positions.has(column),
    cell: cellsOf(fields, { positions }),
    extras() {
      const written = extras
        .map(({ name, position }) => [name, (fields[position] ?? "").trim()] as const)
        .filter(([, text]) => text !== "");
      return written.length === 0 ? null : JSON.stringify(Object.fromEntries(written));
    },
  };
}

function cellsOf(
  fields: readonly string[],
  { positions }: { readonly positions: ReadonlyMap<string, number> },
): CellOf {
  return (column) => {
    const position = positions.get(column);
    return position === undefined ? "" : (fields[position] ?? "");
  };
}

function columnsMissing(role: ImportFileRole, group: readonly string[]): RunFailure {
  return {
    code: "columns_missing",
    sentence: `Kolom ${groupWords(role, group)} tidak ada di berkas ini; periksa apakah berkas dan jenisnya benar.`,
  };
}

/** Two connections, because a COPY has its connection for itself; both are rolled back on an error. */
async function withTwoConnections<Value>(
  { pool }: WorkContext,
  work: (first: PoolClient, second: PoolClient) => Promise<Value>,
): Promise<Value> {
  const first = await pool.connect();
  const second = await pool.connect();
  try {
    const value = await work(first, second);
    first.release();
    second.release();
    return value;
  } catch (error) {
    first.release(true);
    second.release(true);
    throw error;
  }
}

function sumOf(problems: readonly ProblemCount[]): number {
  return problems.reduce((sum, { count }) => sum + count, 0);
}

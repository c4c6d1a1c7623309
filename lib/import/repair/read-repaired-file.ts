import "server-only";
import { inTransaction } from "@/lib/actions/run-action";
import type { Actor } from "@/lib/auth/types";
import type { Database, Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { normalizeHeader } from "../mapping";
import { REJECTED_COLUMNS } from "../rejected-rows";
import type { ImportState } from "../schema";
import { openTable, type TableFile, type TableRefusal } from "../table/open-table";
import type { StepProblem } from "../take-step";
import { findRepairable } from "./find-repairable";
import { checkRepaired, keepRepairs, type RepairedRow } from "./save-repairs";

export type RepairedFileProblem =
  | StepProblem
  | TableRefusal
  | { readonly code: "other_columns" }
  | { readonly code: "line_not_rejected"; readonly lineNo: number }
  | { readonly code: "line_twice"; readonly lineNo: number }
  | { readonly code: "row_broken"; readonly lineNo: number }
  | { readonly code: "too_many_rows" }
  | { readonly code: "nothing_repaired" };

/** More than this are put right in the original, which is then imported anew. */
export const REPAIRED_ROWS_MAX = 100_000;
const BATCH = 1_000;

export interface RepairedFile {
  readonly runId: string;
  readonly version: number;
  readonly fileId: string;
  /** Where the repaired file lies. */
  readonly path: string;
}

/**
 * Takes the rows of a file of rejected rows, as it was given back and then repaired, in place of the
 * rejected ones, and has the import checked with them. Rows that nobody touched stay rejected. The
 * whole file is taken or nothing of it.
 */
export async function readRepairedFile(
  db: Database,
  actor: Actor,
  { path, ...step }: RepairedFile,
): Promise<Result<{ state: ImportState }, RepairedFileProblem>> {
  const opened = await openTable(path);
  if (!opened.ok) return opened;
  return inTransaction(db, (tx) => takeTable(tx, actor, step, opened.value));
}

async function takeTable(
  tx: Db,
  actor: Actor,
  { runId, version, fileId }: Omit<RepairedFile, "path">,
  table: TableFile,
): Promise<Result<{ state: ImportState }, RepairedFileProblem>> {
  const file = await tx.importFile.findUnique({ where: { id: fileId } });
  if (file?.runId !== runId) return fail({ code: "not_found" });
  if (!hasColumnsOf(table.header, file.header)) return fail({ code: "other_columns" });
  const seen = new Set<number>();
  let repaired = 0;
  for await (const batch of batchesOf(table, file.header.length)) {
    if (!batch.ok) return batch;
    const doubled = batch.value.find(({ lineNo }) => seen.has(lineNo) || !seen.add(lineNo));
    if (doubled) return fail({ code: "line_twice", lineNo: doubled.lineNo });
    if (seen.size > REPAIRED_ROWS_MAX) return fail({ code: "too_many_rows" });
    const standing = await findRepairable(
      tx,
      file,
      batch.value.map(({ lineNo }) => lineNo),
    );
    const unknown = batch.value.find(({ lineNo }) => !standing.has(lineNo));
    if (unknown) return fail({ code: "line_not_rejected", lineNo: unknown.lineNo });
    const changed = batch.value.filter(
      ({ lineNo, fields }) => !isSame(fields, standing.get(lineNo)?.fields ?? null),
    );
    await keepRepairs(tx, actor, fileId, changed);
    repaired += changed.length;
  }
  if (repaired === 0) return fail({ code: "nothing_repaired" });
  return checkRepaired(tx, actor, { runId, version, fileId, rows: repaired });
}

/** The columns as they were given back: those of the file in their order, then ours. */
function hasColumnsOf(header: readonly string[], original: readonly string[]): boolean {
  const expected = [...original, ...REJECTED_COLUMNS];
  return (
    header.length >= expected.length &&
    expected.every((name, index) => normalizeHeader(name) === normalizeHeader(header[index] ?? ""))
  );
}

async function* batchesOf(
  { rows }: TableFile,
  columnCount: number,
): AsyncGenerator<Result<RepairedRow[], RepairedFileProblem>> {
  let batch: RepairedRow[] = [];
  for await (const { fields, lineNo: ownLine } of rows) {
    if (!fields) return yield fail({ code: "row_broken", lineNo: ownLine });
    const written = fields[columnCount + 1]?.trim() ?? "";
    const lineNo = /^\d{1,9}(?:\.0+)?$/.test(written) ? Number(written) : 0;
    batch.push({ lineNo, fields: fields.slice(0, columnCount).map(asItWas) });
    if (batch.length < BATCH) continue;
    yield ok(batch);
    batch = [];
  }
  yield ok(batch);
}

/** Without the apostrophe that kept a spreadsheet from running or rounding the cell (`csvRow`). */
function asItWas(text: string): string {
  return text.replace(/^'(?=[=+\-@\t\r\0＝＋－＠]|\d{16}$)/, "");
}

/** A line that fits no columns is given back with empty ones: empty still, it was not repaired. */
function isSame(fields: readonly string[], standing: readonly string[] | null): boolean {
  return fields.every((field, index) => field === (standing?.[index] ?? ""));
}

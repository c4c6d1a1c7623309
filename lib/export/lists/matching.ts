import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { chosenColumns } from "@/lib/import/chosen-columns";
import { COLUMN_NAMES } from "@/lib/import/column-names";
import { mapHeader } from "@/lib/import/mapping";
import { maskLongNumbers } from "@/lib/import/mask-sample";
import { isStored, storedFilePath } from "@/lib/import/storage";
import { openTable, placeOf, type TableFile } from "@/lib/import/table/open-table";
import { differenceWords, MATCHING_RESULT_LABELS, SETTLED_BY_LABELS } from "@/lib/matching/labels";
import { findMatching } from "@/lib/matching/list-matchings";
import { type MatchingOutcome, readOutcomes } from "@/lib/matching/read-outcomes";
import { isCompared } from "@/lib/matching/schema";
import { maskNumber } from "@/lib/shared/mask";
import {
  EXPORT_BATCH,
  type ExportCell,
  type ExportRequest,
  type ListExport,
  type OpenedExport,
} from "../list-export";

/** Which list: the only thing that its address says. */
const Filters = z.strictObject({ daftar: z.uuid() });

const COLUMNS = [
  "Hasil pemadanan",
  "Cara",
  "Skor",
  "Yang berbeda",
  "Nama di DTSEN",
  "NIK di DTSEN",
  "Kelurahan di DTSEN",
  "Desil nasional",
] as const;

export const MATCHING_EXPORT: ListExport = {
  title: "Hasil pemadanan",
  permission: "matching.list",
  hasNumbers: true,
  open: (request) => openMatchingExport(request, env().TEPAT_DATA_DIR),
};

/**
 * A list of another office as it came, with what became of each row behind its own columns. It is read
 * from the stored file, so nothing of it is lost: rows that could not be read come back too.
 */
export async function openMatchingExport(
  { client, actor, filters, fullNumbers }: Parameters<ListExport["open"]>[0],
  dataDir: string,
): Promise<OpenedExport | null> {
  const wanted = Filters.safeParse(filters);
  if (!wanted.success) return null;
  const matching = await findMatching(client, actor, wanted.data.daftar);
  if (!matching?.listId || !isCompared(matching.state)) return null;
  const opened = await openFile(client, matching.id, dataDir);
  if (!opened) return null;
  const { table, numberPositions } = opened;
  const request = { client, actor, fullNumbers, listId: matching.listId };
  return {
    columns: [...table.header, ...COLUMNS],
    rows: answeredRows(table, fullNumbers ? asWritten : maskedAt(numberPositions), request),
  };
}

interface OpenedFile {
  readonly table: TableFile;
  /** Where NIK and No KK stand. */
  readonly numberPositions: ReadonlySet<number | undefined>;
}

async function openFile(client: Db, runId: string, dataDir: string): Promise<OpenedFile | null> {
  const file = await client.importFile.findFirst({ where: { runId } });
  if (!file) return null;
  const { sha256, sizeBytes } = file;
  if (!(await isStored(dataDir, { sha256, sizeBytes: Number(sizeBytes) }))) return null;
  const opened = await openTable(storedFilePath(dataDir, sha256), placeOf(file));
  if (!opened.ok) return null;
  const table = opened.value;
  const { positions } = mapHeader(table.header, COLUMN_NAMES[file.role], chosenColumns(file));
  return { table, numberPositions: new Set([positions.get("nik"), positions.get("nomor_kk")]) };
}

type Shown = (cell: string, position: number) => string;

const asWritten: Shown = (cell) => cell;

/** Numbers of people by their last digits: in their columns however short, elsewhere if long. */
function maskedAt(positions: OpenedFile["numberPositions"]): Shown {
  return (cell, position) =>
    positions.has(position) && cell.trim() !== "" ? maskNumber(cell.trim()) : maskLongNumbers(cell);
}

type Request = Pick<ExportRequest, "client" | "actor" | "fullNumbers"> & {
  readonly listId: number;
};
type Line = { readonly lineNo: number; readonly cells: readonly string[] };

async function* answeredRows(
  table: TableFile,
  shown: Shown,
  request: Request,
): AsyncGenerator<readonly ExportCell[]> {
  for await (const batch of batchesOf(table)) {
    const outcomes = await readOutcomes(
      request.client,
      request.actor,
      request.listId,
      batch.map(({ lineNo }) => lineNo),
      request.fullNumbers,
    );
    for (const { lineNo, cells } of batch)
      yield [...cells.map(shown), ...outcomeCells(outcomes.get(lineNo), request.fullNumbers)];
  }
}

/** Rows under the header, a broken line in its first cell; empty lines are none. */
async function* batchesOf({ rows, header }: TableFile): AsyncGenerator<readonly Line[]> {
  let batch: Line[] = [];
  for await (const { lineNo, fields, raw } of rows) {
    const written = fields ?? [raw];
    if (written.every((cell) => cell.trim() === "")) continue;
    batch.push({ lineNo, cells: header.map((_, position) => written[position] ?? "") });
    if (batch.length < EXPORT_BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

function outcomeCells(
  outcome: MatchingOutcome | undefined,
  fullNumbers: boolean,
): readonly ExportCell[] {
  if (!outcome) return ["Tidak dibaca", ...COLUMNS.slice(1).map(() => null)];
  const { result, settledBy, score, differences, name, nik, kelurahan, desil } = outcome;
  return [
    MATCHING_RESULT_LABELS[result].text,
    settledBy && SETTLED_BY_LABELS[settledBy],
    score,
    differences && differenceWords(differences),
    name,
    nik && (fullNumbers ? nik : maskNumber(nik)),
    kelurahan,
    desil,
  ];
}

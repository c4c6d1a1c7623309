import "server-only";
import { may } from "@/lib/auth/policy";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { chosenColumns } from "../chosen-columns";
import { COLUMN_NAMES } from "../column-names";
import { findFirstPlace, firstPlaceSentence } from "../first-place";
import { columnKeys, mapHeader } from "../mapping";
import { rejectedFields } from "../rejected-rows";
import type { ImportFileRole } from "../schema";
import { REPAIR_COLUMNS } from "./row-rules";
import { LINE_LENGTH_MAX } from "./schema";

/** Rows of the grid at once: as many as a browser takes and a person gets through. */
export const GRID_ROWS = 200;

/** In place of a reason: the row is taken as it stands. */
const REPAIRED = "repaired";

/** A column of the grid: which one it is, its name in the file, and where it stands there. */
export interface GridColumn {
  readonly column: string;
  readonly title: string;
  readonly position: number;
}

/** A rejected row: its cells under the grid's columns, or its line where it fits no columns. */
export interface GridRow {
  readonly lineNo: number;
  readonly code: string;
  /** Of a number that a row before has: where that row stands, as a sentence. */
  readonly first: string | null;
  readonly cells: readonly string[] | null;
  /** Null where the row has cells, or its line is too long for the grid. */
  readonly line: string | null;
}

export interface RejectedPage {
  readonly role: ImportFileRole;
  readonly delimiter: string;
  /** The names of all columns of the file, in their order. */
  readonly header: readonly string[];
  readonly columns: readonly GridColumn[];
  readonly rows: readonly GridRow[];
  readonly next: number | null;
}

/** Rejected rows of a file to be put right, from the line after `after` on. */
export async function listRejectedRows(
  db: Db,
  actor: Actor,
  fileId: string,
  after = 0,
): Promise<RejectedPage | null> {
  const file = await findGridFile(db, actor, fileId);
  if (!file) return null;
  const found = await db.importProblem.findMany({
    where: { fileId, severity: "rejected", lineNo: { gt: after } },
    orderBy: { lineNo: "asc" },
    take: GRID_ROWS + 1,
    select: { lineNo: true, code: true, rawLine: true, firstLineNo: true },
  });
  const { header, role, delimiter } = file;
  const columns = gridColumns(role, header, chosenColumns(file));
  const rows = found.slice(0, GRID_ROWS).map(({ lineNo, code, rawLine, firstLineNo }): GridRow => {
    const place = findFirstPlace(file.run.files, role, firstLineNo);
    const first = place && firstPlaceSentence(place);
    const fields = rejectedFields(file, rawLine);
    if (fields)
      return {
        lineNo,
        code,
        first,
        cells: columns.map(({ position }) => fields[position] ?? ""),
        line: null,
      };
    const fits = code !== "line_too_long" && (rawLine?.length ?? 0) <= LINE_LENGTH_MAX;
    return { lineNo, code, first, cells: null, line: fits ? rawLine : null };
  });
  const next = found.length > GRID_ROWS ? (rows.at(-1)?.lineNo ?? null) : null;
  return { role, delimiter: delimiter ?? "", header, columns, rows, next };
}

/** Rows of a file that were put right and are taken, to be changed once more. */
export async function listRepairedRows(
  db: Db,
  actor: Actor,
  fileId: string,
  after = 0,
): Promise<RejectedPage | null> {
  const file = await findGridFile(db, actor, fileId);
  if (!file) return null;
  const found = await db.importRepair.findMany({
    where: { fileId, lineNo: { gt: after } },
    orderBy: { lineNo: "asc" },
    take: GRID_ROWS + 1,
    select: { lineNo: true, fields: true },
  });
  const shown = found.slice(0, GRID_ROWS);
  const rejected = await db.importProblem.findMany({
    where: { fileId, severity: "rejected", lineNo: { in: shown.map(({ lineNo }) => lineNo) } },
    select: { lineNo: true },
  });
  // One that is rejected all the same stands among the rejected rows.
  const open = new Set(rejected.map(({ lineNo }) => lineNo));
  const { header, role, delimiter } = file;
  const columns = gridColumns(role, header, chosenColumns(file));
  const rows = shown
    .filter(({ lineNo }) => !open.has(lineNo))
    .map(({ lineNo, fields }): GridRow => {
      const cells = columns.map(({ position }) => fields[position] ?? "");
      return { lineNo, code: REPAIRED, first: null, cells, line: null };
    });
  const next = found.length > GRID_ROWS ? (shown.at(-1)?.lineNo ?? null) : null;
  return { role, delimiter: delimiter ?? "", header, columns, rows, next };
}

/** How many rows of each of these files were put right. */
export async function countRepairedRows(
  db: Db,
  fileIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const counted = await db.importRepair.groupBy({
    by: "fileId",
    where: { fileId: { in: [...fileIds] } },
    _count: true,
  });
  return new Map(counted.map(({ fileId, _count }) => [fileId, _count]));
}

async function findGridFile(db: Db, actor: Actor, fileId: string) {
  const allowed = actor.kind !== "user" || may(actor.role, "import.create");
  if (!allowed || areaOf(actor).level !== "regency") return null;
  return db.importFile.findUnique({
    where: { id: fileId },
    include: { run: { select: { files: true } } },
  });
}

function gridColumns(
  role: ImportFileRole,
  header: readonly string[],
  chosen: ReturnType<typeof chosenColumns>,
): GridColumn[] {
  const keys = columnKeys(header);
  const { positions } = mapHeader<string>(header, COLUMN_NAMES[role], chosen);
  return REPAIR_COLUMNS[role].flatMap((column) => {
    const position = positions.get(column);
    return position === undefined ? [] : [{ column, position, title: keys[position] ?? column }];
  });
}

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
  const allowed = actor.kind !== "user" || may(actor.role, "import.create");
  if (!allowed || areaOf(actor).level !== "regency") return null;
  const file = await db.importFile.findUnique({
    where: { id: fileId },
    include: { run: { select: { files: true } } },
  });
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

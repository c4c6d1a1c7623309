import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { chosenColumns } from "../chosen-columns";
import { groupWords } from "../column-labels";
import { missingGroups } from "../column-names";
import type { RecordBlock } from "../csv/read-blocks";
import { byName } from "../interpret-files";
import { IMPORT_FILE_ROLE_LABELS } from "../labels";
import { type ColumnAliases, type HeaderMapping, mapHeader } from "../mapping";
import { REFUSAL_SENTENCES } from "../problems";
import type { RunFailure } from "../run-failure";
import { storedFilePath } from "../storage";
import { openTable, placeOf, type TableFile, type TablePlace } from "../table/open-table";

/** One file of a release, with its columns recognised. */
export interface OpenedFile<Column extends string> {
  readonly id: string;
  readonly role: "family" | "member";
  readonly facts: Omit<TableFile, "rows" | "blocks">;
  readonly mapping: HeaderMapping<Column>;
  /** Its rows. A workbook holds its texts in memory: of several, only the one that is read does. */
  blocks(): AsyncIterable<RecordBlock>;
}

type RunFile = RunWithFiles["files"][number];

/** Opens a run's files of one role, in the order in which their rows are read. */
export async function openReleaseFiles<Column extends string>(
  dataDir: string,
  run: RunWithFiles,
  role: "family" | "member",
  names: ColumnAliases<Column>,
): Promise<Result<OpenedFile<Column>[], RunFailure>> {
  const files = run.files.filter((file) => file.role === role).toSorted(byName);
  invariant(files.length > 0, "a DTSEN import has family files and member files");
  const opened: OpenedFile<Column>[] = [];
  for (const file of files) {
    const label = labelOf(file, files.length > 1);
    const one = await openReleaseFile(dataDir, file, { role, names, label });
    if (!one.ok) return one;
    opened.push(one.value);
  }
  return ok(opened);
}

async function openReleaseFile<Column extends string>(
  dataDir: string,
  file: RunFile,
  {
    role,
    names,
    label,
  }: {
    readonly role: "family" | "member";
    readonly names: ColumnAliases<Column>;
    readonly label: string;
  },
): Promise<Result<OpenedFile<Column>, RunFailure>> {
  const table = await openTable(storedFilePath(dataDir, file.sha256), placeOf(file));
  if (!table.ok) {
    const { code } = table.problem;
    return fail({ code, sentence: `${label}: ${REFUSAL_SENTENCES[code]}` });
  }
  const { rows: _rows, blocks, ...facts } = table.value;
  const mapping = mapHeader(table.value.header, names, chosenColumns(file));
  const [missing] = missingGroups(role, mapping.positions);
  if (missing !== undefined) return fail(columnMissing(label, groupWords(role, missing)));
  const reopened = { sheet: facts.sheet ?? undefined, headerLine: facts.headerLine };
  return ok({
    id: file.id,
    role,
    facts,
    mapping,
    blocks: facts.sheet === null ? () => blocks : () => blocksOf(dataDir, file, reopened),
  });
}

async function* blocksOf(
  dataDir: string,
  file: RunFile,
  place: TablePlace,
): AsyncGenerator<RecordBlock> {
  const table = await openTable(storedFilePath(dataDir, file.sha256), place);
  invariant(table.ok, "a stored file stays as it was");
  yield* table.value.blocks;
}

function labelOf({ role, name }: RunFile, several: boolean): string {
  const label = IMPORT_FILE_ROLE_LABELS[role];
  return several ? `${label}, ${name}` : label;
}

function columnMissing(label: string, words: string): RunFailure {
  return {
    code: "columns_missing",
    sentence: `${label}: kolom ${words} tidak ditemukan. Periksa apakah berkas keluarga dan anggotanya tidak tertukar dan baris pertamanya judul kolom.`,
  };
}

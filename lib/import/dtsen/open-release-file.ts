import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { chosenColumns } from "../chosen-columns";
import { missingGroups } from "../column-names";
import { IMPORT_FILE_ROLE_LABELS } from "../labels";
import { type ColumnAliases, type HeaderMapping, mapHeader } from "../mapping";
import { REFUSAL_SENTENCES } from "../problems";
import type { RunFailure } from "../run-failure";
import { storedFilePath } from "../storage";
import { openTable, placeOf, type TableFile } from "../table/open-table";

/** One file of a release, opened, with its columns recognised. */
export interface OpenedFile<Column extends string> {
  readonly id: string;
  readonly role: "family" | "member";
  readonly table: TableFile;
  readonly mapping: HeaderMapping<Column>;
}

/** Opens one of a run's two files. */
export async function openReleaseFile<Column extends string>(
  dataDir: string,
  run: RunWithFiles,
  role: "family" | "member",
  names: ColumnAliases<Column>,
): Promise<Result<OpenedFile<Column>, RunFailure>> {
  const file = run.files.find((candidate) => candidate.role === role);
  invariant(file, "a DTSEN import has a family file and a member file");
  const label = IMPORT_FILE_ROLE_LABELS[role];
  const table = await openTable(storedFilePath(dataDir, file.sha256), placeOf(file));
  if (!table.ok) {
    const { code } = table.problem;
    return fail({ code, sentence: `${label}: ${REFUSAL_SENTENCES[code]}` });
  }
  const mapping = mapHeader(table.value.header, names, chosenColumns(file));
  const [[missing] = []] = missingGroups(role, mapping.positions);
  if (missing !== undefined) return fail(columnMissing(label, missing));
  return ok({ id: file.id, role, table: table.value, mapping });
}

function columnMissing(label: string, column: string): RunFailure {
  return {
    code: "columns_missing",
    sentence: `${label}: kolom ${column.replaceAll("_", " ")} tidak ditemukan. Periksa apakah kedua berkas tidak tertukar dan baris pertamanya judul kolom.`,
  };
}

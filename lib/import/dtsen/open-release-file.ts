import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { RunWithFiles } from "../check-run";
import { type CsvFile, openCsv } from "../csv/open-csv";
import { IMPORT_FILE_ROLE_LABELS } from "../labels";
import { type ColumnAliases, type HeaderMapping, mapHeader } from "../mapping";
import { REFUSAL_SENTENCES } from "../problems";
import type { RunFailure } from "../run-failure";
import { storedFilePath } from "../storage";

/** One file of a release, opened, with its columns recognised. */
export interface OpenedFile<Column extends string> {
  readonly id: string;
  readonly role: "family" | "member";
  readonly csv: CsvFile;
  readonly mapping: HeaderMapping<Column>;
}

/**
 * Opens one of a run's two files.
 *
 * @param required columns without which the file cannot be what it is said to be
 */
export async function openReleaseFile<Column extends string>(
  dataDir: string,
  run: RunWithFiles,
  role: "family" | "member",
  names: ColumnAliases<Column>,
  required: readonly Column[],
): Promise<Result<OpenedFile<Column>, RunFailure>> {
  const file = run.files.find((candidate) => candidate.role === role);
  invariant(file, "a DTSEN import has a family file and a member file");
  const label = IMPORT_FILE_ROLE_LABELS[role];
  const csv = await openCsv(storedFilePath(dataDir, file.sha256));
  if (!csv.ok) {
    const { code } = csv.problem;
    return fail({ code, sentence: `${label}: ${REFUSAL_SENTENCES[code]}` });
  }
  const mapping = mapHeader(csv.value.header, names);
  const missing = required.find((column) => !mapping.positions.has(column));
  if (missing !== undefined) return fail(columnMissing(label, missing));
  return ok({ id: file.id, role, csv: csv.value, mapping });
}

function columnMissing(label: string, column: string): RunFailure {
  return {
    code: "columns_missing",
    sentence: `${label}: kolom ${column.replaceAll("_", " ")} tidak ditemukan. Periksa apakah kedua berkas tidak tertukar dan baris pertamanya judul kolom.`,
  };
}

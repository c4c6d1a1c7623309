import { columnsOf, DataTable } from "@/components/data-table/data-table";
import type { IntakeFile } from "@/lib/import/intake";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import { isRowNumber } from "@/lib/import/mapping";
import type { ProposedFile } from "@/lib/import/propose-columns";
import { formatBytes, formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../../breakable-name";

/** A release of many kecamatan comes in dozens of files: what is asked next would be far below. */
const FILES_OPEN_MAX = 6;

const column = columnsOf<ProposedFile<IntakeFile>>();

const COLUMNS = column.columns([
  column.accessor(({ file }) => file.name, {
    id: "name",
    header: "Berkas",
    cell: ({ getValue, row: { original } }) => (
      <>
        <BreakableName name={getValue()} />
        {original.file.archiveName !== undefined && (
          <span className="block text-muted">
            dari <BreakableName name={original.file.archiveName} />
          </span>
        )}
      </>
    ),
  }),
  column.accessor("role", {
    header: "Dikenali sebagai",
    cell: ({ row: { original } }) => (
      <>
        <span className="font-semibold">{IMPORT_FILE_ROLE_LABELS[original.role]}</span>
        <span className="block text-muted">
          {original.tellingColumns.length > 0 && (
            <>
              dari kolom{" "}
              <BreakableName name={new Intl.ListFormat("id").format(original.tellingColumns)} />;{" "}
            </>
          )}
          {formatNumber(knownOf(original))} dari {formatNumber(original.file.header.length)} kolom
          dikenal
        </span>
      </>
    ),
  }),
  column.accessor(({ file }) => rowsOf(file), {
    id: "lineCount",
    header: "Baris (perkiraan)",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor(({ file }) => file.sizeBytes, {
    id: "sizeBytes",
    header: "Ukuran",
    cell: ({ getValue }) => formatBytes(getValue()),
    meta: { align: "end" },
  }),
]);

/** What each uploaded file was taken for, and by which of its columns. */
export function RecognisedFiles({
  files,
}: {
  readonly files: readonly ProposedFile<IntakeFile>[];
}) {
  const table = (
    <DataTable
      caption="Berkas yang diunggah"
      captionHidden
      columns={COLUMNS}
      rows={files}
      rowKey={({ role, file }) => `${role} ${file.sha256}`}
    />
  );
  if (files.length <= FILES_OPEN_MAX) return table;
  return (
    <>
      <ul className="px-4 pt-3">
        {[...Map.groupBy(files, ({ role }) => role)].map(([role, ofRole]) => (
          <li key={role}>
            <span className="font-semibold">
              {formatNumber(ofRole.length)} {IMPORT_FILE_ROLE_LABELS[role].toLowerCase()}
            </span>
            , sekitar {formatNumber(ofRole.reduce((sum, { file }) => sum + rowsOf(file), 0))} baris
          </li>
        ))}
      </ul>
      <details className="border-b border-line">
        <summary className="min-h-11 content-center px-4 text-link text-small underline md:min-h-8">
          {formatNumber(files.length)} berkas, satu per satu
        </summary>
        {table}
      </details>
    </>
  );
}

/** A column that numbers the rows is known too, although nothing is read from it. */
function knownOf({ file, columns }: ProposedFile<IntakeFile>): number {
  return file.header.filter(
    (name, position) => isRowNumber(name) || (columns[position]?.column ?? null) !== null,
  ).length;
}

/** Without what stands above, the header, and what follows the last line break. */
function rowsOf({ lineCount, headerLine }: IntakeFile): number {
  return Math.max(0, lineCount - 1 - (headerLine ?? 1));
}

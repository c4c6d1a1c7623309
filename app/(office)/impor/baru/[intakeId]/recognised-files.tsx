import { columnsOf, DataTable } from "@/components/data-table/data-table";
import type { IntakeFile } from "@/lib/import/intake";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import type { ProposedFile } from "@/lib/import/propose-columns";
import { formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../../breakable-name";

const MEGABYTE = 1024 * 1024;

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
          {formatNumber(original.columns.filter(({ column }) => column !== null).length)} dari{" "}
          {formatNumber(original.file.header.length)} kolom dikenal
        </span>
      </>
    ),
  }),
  // Without what stands above, the header, and what follows the last line break.
  column.accessor(({ file }) => file.lineCount - 1 - (file.headerLine ?? 1), {
    id: "lineCount",
    header: "Baris (perkiraan)",
    cell: ({ getValue }) => formatNumber(Math.max(0, getValue())),
    meta: { align: "end" },
  }),
  column.accessor(({ file }) => file.sizeBytes, {
    id: "sizeBytes",
    header: "Ukuran",
    cell: ({ getValue }) => `${formatNumber(Math.ceil((getValue() / MEGABYTE) * 10) / 10)} MB`,
    meta: { align: "end" },
  }),
]);

/** What each uploaded file was taken for, and by which of its columns. */
export function RecognisedFiles({
  files,
}: {
  readonly files: readonly ProposedFile<IntakeFile>[];
}) {
  return (
    <DataTable
      caption="Berkas yang diunggah"
      captionHidden
      columns={COLUMNS}
      rows={files}
      rowKey={({ role, file }) => `${role} ${file.sha256}`}
    />
  );
}

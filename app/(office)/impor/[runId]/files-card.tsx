import { Download } from "lucide-react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import type { ImportRunPage } from "@/lib/import/queries";
import type { ProblemCount } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";

type RunFile = ImportRunPage["files"][number] & { readonly warnings: number };

const column = columnsOf<RunFile>();

const COLUMNS = column.columns([
  column.accessor("role", {
    header: "Berkas",
    cell: ({ row: { original } }) => (
      <>
        {IMPORT_FILE_ROLE_LABELS[original.role]}
        <span className="block font-normal text-caption text-muted">
          <BreakableName name={original.name} />
          {original.sheet !== null && (
            <>
              , lembar <BreakableName name={original.sheet} />
            </>
          )}
        </span>
      </>
    ),
  }),
  column.accessor("rowsRead", {
    header: "Baris dibaca",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("rowsGood", {
    header: "Diterima",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("warnings", {
    header: "Peringatan",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("rowsRejected", {
    header: "Ditolak",
    cell: ({ row: { original } }) => (
      <>
        {formatNumber(original.rowsRejected)}
        {original.rowsRejected > 0 && <RejectedRowsLink file={original} />}
      </>
    ),
    meta: { align: "end" },
  }),
]);

/** How many rows of each file were taken, and those that were not, to repair. */
export function FilesCard({
  files,
  problems,
}: {
  readonly files: ImportRunPage["files"];
  readonly problems: readonly ProblemCount[];
}) {
  const counted = files.map((file) => ({ ...file, warnings: warningsOf(problems, file.role) }));
  return (
    <Card title="Berkas" flush>
      <DataTable
        caption="Baris tiap berkas"
        captionHidden
        columns={COLUMNS}
        rows={counted}
        rowKey={({ id }) => id}
      />
    </Card>
  );
}

/** A plain link: the answer is a file, which the router must not fetch ahead. */
function RejectedRowsLink({ file }: { readonly file: RunFile }) {
  return (
    <a
      href={`/api/impor/${file.runId}/ditolak/${file.id}`}
      download
      className="ml-2 inline-flex items-center gap-1 whitespace-nowrap md:ml-0 md:flex md:justify-end"
    >
      <Download aria-hidden className="size-4" />
      Unduh
      <span className="sr-only"> baris ditolak {IMPORT_FILE_ROLE_LABELS[file.role]}</span>
    </a>
  );
}

/** Warnings, of which a row may have two: the same figures as by reason below. */
function warningsOf(problems: readonly ProblemCount[], role: RunFile["role"]): number {
  return problems
    .filter((problem) => problem.role === role && problem.severity === "warning")
    .reduce((sum, { count }) => sum + count, 0);
}

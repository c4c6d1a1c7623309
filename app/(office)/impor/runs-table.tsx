import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { StatusTag } from "@/components/ui/tag";
import { IMPORT_KIND_LABELS, IMPORT_STATE_LABELS } from "@/lib/import/labels";
import type { listImportRuns } from "@/lib/import/queries";
import { programShortName } from "@/lib/programs/labels";
import { formatDate, formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";
import { actorName } from "./actor-name";
import { BreakableName } from "./breakable-name";

export type ListedRun = Awaited<ReturnType<typeof listImportRuns>>["runs"][number];

const column = columnsOf<ListedRun>();

function columnsFor(timeZone: TimeZone) {
  return column.columns([
    column.accessor("name", {
      header: "Impor",
      cell: ({ row: { original } }) => (
        <>
          <Link href={`/impor/${original.id}`} prefetch={false}>
            {original.name}
          </Link>
          <span className="block font-normal text-caption text-muted">
            {original.asOf && `Keadaan ${formatDate(original.asOf)}`}
            {original.asOf && <br />}
            <FileNames files={original.files} />
          </span>
        </>
      ),
    }),
    column.accessor("kind", {
      header: "Jenis",
      cell: ({ row: { original } }) => kindOf(original),
    }),
    column.accessor("state", {
      header: "Status",
      cell: ({ getValue }) => <StatusTag labels={IMPORT_STATE_LABELS} value={getValue()} />,
    }),
    column.accessor((run) => sum(run, "rowsRead"), {
      id: "rowsRead",
      header: "Baris",
      cell: ({ getValue }) => formatNumber(getValue()),
      meta: { align: "end" },
    }),
    column.accessor((run) => sum(run, "rowsRejected"), {
      id: "rowsRejected",
      header: "Ditolak",
      cell: ({ getValue }) => formatNumber(getValue()),
      meta: { align: "end" },
    }),
    column.accessor("createdAt", {
      header: "Disiapkan",
      cell: ({ row: { original } }) => (
        <>
          {actorName(original.actorKind, original.createdByName)}
          <span className="block text-caption text-muted">
            {formatInstant(original.createdAt, timeZone)}
          </span>
        </>
      ),
    }),
    column.accessor("publishedAt", {
      header: "Diterbitkan",
      cell: ({ row: { original } }) =>
        original.publishedAt ? (
          <>
            {actorName(original.publishedBy ? "user" : "command_line", original.publishedByName)}
            <span className="block text-caption text-muted">
              {formatInstant(original.publishedAt, timeZone)}
            </span>
          </>
        ) : (
          <span className="text-muted">Belum</span>
        ),
    }),
  ]);
}

/** Imports, one a row. */
export function RunsTable({
  caption,
  runs,
  timeZone,
}: {
  readonly caption: string;
  readonly runs: readonly ListedRun[];
  readonly timeZone: TimeZone;
}) {
  return (
    <div className="mb-5 overflow-x-auto rounded border border-line bg-surface">
      <DataTable
        caption={caption}
        columns={columnsFor(timeZone)}
        rows={runs}
        rowKey={({ id }) => id}
      />
    </div>
  );
}

/** Where the rows came from; of many files the first, and how many more. */
function FileNames({ files }: Pick<ListedRun, "files">) {
  const [first, ...others] = files;
  if (!first) return null;
  return (
    <>
      <BreakableName name={first.name} />
      {others.length > 0 && ` dan ${formatNumber(others.length)} berkas lain`}
    </>
  );
}

function kindOf({ kind, programCode }: ListedRun): string {
  return programCode === null
    ? IMPORT_KIND_LABELS[kind]
    : `${IMPORT_KIND_LABELS[kind]} ${programShortName(programCode)}`;
}

function sum({ files }: ListedRun, count: "rowsRead" | "rowsRejected"): number {
  return files.reduce((total, file) => total + file[count], 0);
}

import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { Tag } from "@/components/ui/tag";
import type { CompanionProgress } from "@/lib/groundchecks/companion-progress";
import type { Office } from "@/lib/office/queries";
import { formatAge, formatNumber } from "@/lib/shared/format";
import { groundcheckListAddress } from "./address";

type Row = CompanionProgress & { readonly age: string | null };

const column = columnsOf<Row>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Pendamping",
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <Link
          href={groundcheckListAddress({ tab: "berjalan", pendamping: original.id })}
          prefetch={false}
        >
          {original.name}
        </Link>
        {!original.active && <Tag tone="warning">Akun tidak aktif</Tag>}
      </span>
    ),
  }),
  column.accessor("load", {
    header: "Masih dikerjakan",
    meta: { align: "end" },
    cell: ({ getValue }) => formatNumber(getValue()),
  }),
  column.accessor("age", {
    header: "Tugas tertua",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("submitted", {
    header: "Menunggu verifikasi",
    meta: { align: "end" },
    cell: ({ row: { original }, getValue }) =>
      getValue() === 0 ? (
        formatNumber(0)
      ) : (
        <Link
          href={groundcheckListAddress({ tab: "verifikasi", pendamping: original.id })}
          prefetch={false}
        >
          {formatNumber(getValue())}
          <span className="sr-only"> kunjungan {original.name} menunggu verifikasi</span>
        </Link>
      ),
  }),
  column.accessor("verified", {
    header: "Terverifikasi",
    meta: { align: "end" },
    cell: ({ getValue }) => formatNumber(getValue()),
  }),
]);

const REASSIGN_COLUMN = column.display({
  id: "reassign",
  header: "Alihkan",
  cell: ({ row: { original } }) =>
    original.load === 0 ? (
      <Nothing />
    ) : (
      <Link href={`/groundcheck/alihkan?pendamping=${original.id}`} prefetch={false}>
        Alihkan tugas
        <span className="sr-only"> {original.name}</span>
      </Link>
    ),
});

/** How far each companion is, whoever has kept a family waiting longest first. */
export function CompanionTable({
  companions,
  office,
  mayReassign,
}: {
  readonly companions: readonly CompanionProgress[];
  readonly office: Office;
  readonly mayReassign: boolean;
}) {
  if (companions.length === 0)
    return (
      <EmptyState title="Belum ada pendamping di wilayah ini">
        Pendamping muncul di sini setelah admin membuat akunnya dengan wilayah tugas.
      </EmptyState>
    );
  const now = new Date();
  return (
    <section
      aria-label="Kemajuan pendamping"
      className="overflow-x-auto rounded border border-line bg-surface"
    >
      <DataTable
        caption={
          <>
            <strong className="tabular text-text">{companions.length} pendamping</strong> dengan
            kunjungan di wilayah tugas Anda, yang tugasnya paling lama menunggu di atas
          </>
        }
        columns={mayReassign ? column.columns([...COLUMNS, REASSIGN_COLUMN]) : COLUMNS}
        rows={companions.map((row) => ({
          ...row,
          age: row.oldest && formatAge(row.oldest, now, office.timeZone),
        }))}
        rowKey={({ id }) => id}
      />
    </section>
  );
}

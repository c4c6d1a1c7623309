import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { StatusTag, Tag } from "@/components/ui/tag";
import { isBusy } from "@/lib/import/estimate-progress";
import { IMPORT_STATE_LABELS } from "@/lib/import/labels";
import type { Matching } from "@/lib/matching/list-matchings";
import { isCompared } from "@/lib/matching/schema";
import { formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";

const column = columnsOf<Matching>();

function columnsFor(timeZone: TimeZone) {
  return column.columns([
    column.accessor("name", {
      header: "Daftar",
      cell: ({ row: { original } }) => (
        <Link href={`/pemadanan/${original.id}`} prefetch={false}>
          {original.name}
        </Link>
      ),
    }),
    column.accessor("state", {
      header: "Status",
      cell: ({ row: { original } }) => <Standing matching={original} />,
    }),
    column.accessor("matched", {
      header: "Padan",
      cell: ({ getValue }) => formatNumber(getValue()),
      meta: { align: "end" },
    }),
    column.accessor("similar", {
      header: "Mirip",
      cell: ({ getValue }) => formatNumber(getValue()),
      meta: { align: "end" },
    }),
    column.accessor("unmatched", {
      header: "Tidak padan",
      cell: ({ getValue }) => formatNumber(getValue()),
      meta: { align: "end" },
    }),
    column.accessor("createdAt", {
      header: "Disiapkan",
      cell: ({ row: { original } }) => (
        <>
          {original.createdByName ?? "Baris perintah"}
          <span className="block text-caption text-muted">
            {formatInstant(original.createdAt, timeZone)}
          </span>
        </>
      ),
    }),
  ]);
}

/** Lists that were compared with the registry, one a row. */
export function MatchingTable({
  rows,
  timeZone,
}: {
  readonly rows: readonly Matching[];
  readonly timeZone: TimeZone;
}) {
  return (
    <div className="overflow-x-auto rounded border border-line bg-surface">
      <DataTable
        caption="Semua pemadanan, terbaru di atas"
        columns={columnsFor(timeZone)}
        rows={rows}
        rowKey={({ id }) => id}
      />
    </div>
  );
}

/** Where a comparison stands; one that was made waits for people, or for nobody any more. */
export function Standing({ matching: { state, similar } }: { readonly matching: Matching }) {
  if (isBusy(state) || !isCompared(state))
    return <StatusTag labels={IMPORT_STATE_LABELS} value={state} />;
  return similar > 0 ? (
    <Tag tone="warning">Menunggu keputusan</Tag>
  ) : (
    <Tag tone="positive">Selesai</Tag>
  );
}

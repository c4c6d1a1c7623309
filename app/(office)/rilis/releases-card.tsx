import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { StatusTag } from "@/components/ui/tag";
import { RELEASE_STATUS_LABELS } from "@/lib/import/labels";
import type { ListedRelease } from "@/lib/import/list-releases";
import { formatDate, formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";

const column = columnsOf<ListedRelease & { readonly timeZone: TimeZone }>();

const COLUMNS = column.columns([
  column.accessor("name", { header: "Rilis" }),
  column.accessor("status", {
    header: "Status",
    cell: ({ getValue, row: { original } }) => (
      <>
        <StatusTag labels={RELEASE_STATUS_LABELS} value={getValue()} />
        <Withdrawn release={original} timeZone={original.timeZone} />
      </>
    ),
  }),
  column.accessor("asOf", { header: "Keadaan", cell: ({ getValue }) => formatDate(getValue()) }),
  column.accessor("publishedAt", {
    header: "Terbit",
    cell: ({ getValue, row: { original } }) => {
      const at = getValue();
      return at ? formatInstant(at, original.timeZone) : "–";
    },
  }),
  column.accessor("householdCount", {
    header: "Keluarga",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("individualCount", {
    header: "Orang",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
]);

/** Every release that is or was in force. */
export function ReleasesCard({
  releases,
  timeZone,
}: {
  readonly releases: readonly ListedRelease[];
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Semua rilis" note="Yang terbaru di atas" flush>
      <DataTable
        caption="Rilis DTSEN kantor ini"
        captionHidden
        columns={COLUMNS}
        rows={releases.map((release) => ({ ...release, timeZone }))}
        rowKey={({ id }) => String(id)}
      />
    </Card>
  );
}

function Withdrawn({
  release: { withdrawal },
  timeZone,
}: {
  readonly release: ListedRelease;
  readonly timeZone: TimeZone;
}) {
  if (!withdrawal) return null;
  const { at, by, reason } = withdrawal;
  return (
    <span className="mt-1 block text-small text-muted">
      {formatInstant(at, timeZone)} oleh {by ?? "baris perintah"}: {reason}
    </span>
  );
}

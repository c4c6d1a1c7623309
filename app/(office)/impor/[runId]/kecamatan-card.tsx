import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { DtsenSummary } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";

type KecamatanLine = DtsenSummary["kecamatan"][number];

const column = columnsOf<KecamatanLine>();

const NAME = column.accessor("name", { header: "Kecamatan" });
const HOUSEHOLDS = column.accessor("households", {
  header: "Rilis ini",
  cell: ({ getValue }) => formatNumber(getValue()),
  meta: { align: "end" },
});

const ALONE = column.columns([NAME, HOUSEHOLDS]);
const COMPARED = column.columns([
  NAME,
  column.accessor("before", {
    header: "Sebelumnya",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  HOUSEHOLDS,
  column.accessor(({ households, before }) => households - before, {
    id: "difference",
    header: "Selisih",
    cell: ({ getValue }) => signed(getValue()),
    meta: { align: "end" },
  }),
]);

/** Families by kecamatan: where a file is incomplete, one of them shrinks. */
export function KecamatanCard({
  kecamatan,
  compared,
}: {
  readonly kecamatan: readonly KecamatanLine[];
  readonly compared: boolean;
}) {
  if (kecamatan.length === 0) return null;
  return (
    <Card title="Keluarga per kecamatan" flush>
      <DataTable
        caption="Keluarga per kecamatan"
        captionHidden
        cards={compared}
        columns={compared ? COMPARED : ALONE}
        rows={kecamatan}
        rowKey={({ name }) => name}
      />
    </Card>
  );
}

function signed(difference: number): string {
  if (difference === 0) return "0";
  return `${difference > 0 ? "+" : "−"}${formatNumber(Math.abs(difference))}`;
}

import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { DtsenSummary } from "@/lib/import/schema";
import { bandSteps, SHIFT_BAND_LABELS, SHIFT_BANDS } from "@/lib/registry/shift-borders";
import { formatNumber } from "@/lib/shared/format";

interface BandLine {
  readonly name: string;
  readonly steps: string;
  readonly count: number;
  /** Of the largest band, in percent. */
  readonly share: number;
}

const column = columnsOf<BandLine>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Perubahan",
    cell: ({ row: { original } }) => (
      <>
        {original.name}{" "}
        <span className="block font-normal text-caption text-muted">{original.steps}</span>
      </>
    ),
  }),
  column.accessor("count", {
    header: "Keluarga",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("share", {
    header: () => <span className="sr-only">Perbandingan</span>,
    cell: ({ getValue }) => (
      <svg aria-hidden="true" className="h-4 w-full" preserveAspectRatio="none">
        <rect width={`${getValue()}%`} height="100%" className="fill-brand" />
      </svg>
    ),
    meta: { className: "w-1/3", label: "" },
  }),
]);

/** How the families of both releases moved between desils. */
export function DesilShiftCard({ desil }: { readonly desil: DtsenSummary["desil"] }) {
  const { bands, borders, unranked } = desil;
  const largest = Math.max(1, unranked, ...Object.values(bands));
  const lines = SHIFT_BANDS.map((band) => ({
    name: SHIFT_BAND_LABELS[band],
    steps: borders ? bandSteps(band, borders) : "",
    count: bands[band],
  }));
  const others = { name: "Tanpa desil", steps: "di salah satu rilis", count: unranked };
  return (
    <Card
      title="Perubahan desil"
      note="Keluarga yang ada di kedua rilis. Naik berarti desilnya lebih tinggi: dinilai lebih mampu."
      flush
      className="xl:row-span-2"
    >
      <DataTable
        caption="Keluarga menurut perubahan desil nasional"
        captionHidden
        cards={false}
        columns={COLUMNS}
        rows={[...lines, others].map((line) => ({ ...line, share: (line.count / largest) * 100 }))}
        rowKey={({ name }) => name}
      />
    </Card>
  );
}

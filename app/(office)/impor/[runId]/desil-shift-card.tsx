import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { DesilBands, DtsenSummary } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";

interface BandLine {
  readonly name: string;
  readonly steps: string;
  readonly count: number;
  /** Of the largest band, in percent. */
  readonly share: number;
}

/** The bands of the kind `extreme-shift`, from the families that lost most standing to those that gained most. */
const BANDS = [
  { key: "extremeDown", name: "Turun ekstrem", steps: "7 tingkat atau lebih" },
  { key: "significantDown", name: "Turun signifikan", steps: "4–6 tingkat" },
  { key: "down", name: "Turun", steps: "1–3 tingkat" },
  { key: "same", name: "Tetap", steps: "" },
  { key: "up", name: "Naik", steps: "1–3 tingkat" },
  { key: "significantUp", name: "Naik signifikan", steps: "4–6 tingkat" },
  { key: "extremeUp", name: "Naik ekstrem", steps: "7 tingkat atau lebih" },
] as const satisfies readonly {
  readonly key: keyof DesilBands;
  readonly name: string;
  readonly steps: string;
}[];

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
  const { bands, unranked } = desil;
  const largest = Math.max(1, unranked, ...Object.values(bands));
  const lines = BANDS.map(({ key, name, steps }) => ({ name, steps, count: bands[key] }));
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

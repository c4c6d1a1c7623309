import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { DtsenSummary } from "@/lib/import/schema";
import { formatDate, formatNumber } from "@/lib/shared/format";
import { DesilShiftCard } from "./desil-shift-card";
import { KecamatanCard } from "./kecamatan-card";
import { VillagesCard } from "./villages-card";

interface ChangeLine {
  readonly text: string;
  readonly households: number | null;
  readonly individuals: number | null;
}

const column = columnsOf<ChangeLine>();

const COLUMNS = column.columns([
  column.accessor("text", { header: "Isi rilis" }),
  column.accessor("households", {
    header: "Keluarga",
    cell: ({ getValue }) => <Figure value={getValue()} />,
    meta: { align: "end" },
  }),
  column.accessor("individuals", {
    header: "Orang",
    cell: ({ getValue }) => <Figure value={getValue()} />,
    meta: { align: "end" },
  }),
]);

/** What this release holds, and what changes against the one before. */
export function DtsenCard({ summary }: { readonly summary: DtsenSummary }) {
  const { previous } = summary;
  return (
    <div className="grid items-start gap-x-5 xl:grid-cols-2">
      <Card
        title={previous ? `Perubahan terhadap ${previous.name}` : "Isi rilis"}
        note={
          previous
            ? `Pembanding: keadaan ${formatDate(new Date(previous.asOf))}`
            : "Rilis pertama kantor ini: belum ada pembanding."
        }
        flush
      >
        <DataTable
          caption="Keluarga dan orang"
          captionHidden
          cards={false}
          columns={COLUMNS}
          rows={changeLines(summary)}
          rowKey={({ text }) => text}
        />
      </Card>
      {previous && <DesilShiftCard desil={summary.desil} />}
      <KecamatanCard kecamatan={summary.kecamatan} compared={previous !== null} />
      <div className="xl:col-span-2">
        <VillagesCard villages={summary.villages ?? []} compared={previous !== null} />
      </div>
    </div>
  );
}

function changeLines({ previous, households, individuals }: DtsenSummary): ChangeLine[] {
  const changes: ChangeLine[] = [
    { text: "Baru", households: households.added, individuals: individuals.added },
    { text: "Tidak ada lagi", households: households.gone, individuals: individuals.gone },
    { text: "Berganti No KK", households: households.numberChanged, individuals: null },
    { text: "Pindah kelurahan", households: households.moved, individuals: null },
    { text: "Tanpa perubahan", households: households.unchanged, individuals: null },
  ];
  return [
    { text: "Dalam rilis ini", households: households.total, individuals: individuals.total },
    ...(previous ? changes : []),
    { text: "Kelurahan tidak dikenali", households: households.unknownArea, individuals: null },
    { text: "Tanpa keluarga", households: null, individuals: individuals.withoutFamily },
    { text: "NIK tidak sah", households: null, individuals: individuals.invalidNik },
    { text: "NIK ganda", households: null, individuals: individuals.doubledNik },
  ];
}

function Figure({ value }: { readonly value: number | null }) {
  return value === null ? <span className="sr-only">Tidak berlaku</span> : formatNumber(value);
}

import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { KIND_LABELS } from "@/lib/cases/labels";
import type { DetectionOutcome } from "@/lib/import/find-detection-after";
import { formatNumber } from "@/lib/shared/format";

type KindOutcome = DetectionOutcome["kinds"][number];

const column = columnsOf<KindOutcome>();

const COLUMNS = column.columns([
  column.accessor("kind", {
    header: "Jenis kasus",
    cell: ({ getValue }) => (
      <>
        <Link href={`/kasus?jenis=${getValue()}`} prefetch={false}>
          {KIND_LABELS[getValue()].name}
        </Link>
        <span className="block font-normal text-muted">{KIND_LABELS[getValue()].explanation}</span>
      </>
    ),
  }),
  column.accessor("opened", {
    header: "Baru",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("kept", {
    header: "Tetap",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("closed", {
    header: "Selesai",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
]);

/** What detection found when this import came into force. */
export function OutcomeCard({ outcome }: { readonly outcome: DetectionOutcome }) {
  return (
    <Card
      title="Kasus setelah terbit"
      note={
        outcome.suspended > 0
          ? `${formatNumber(outcome.suspended)} bantuan ditangguhkan sampai keluarganya diperiksa.`
          : "Tidak ada bantuan yang ditangguhkan."
      }
      flush
    >
      <DataTable
        caption="Kasus menurut jenis"
        captionHidden
        columns={COLUMNS}
        rows={outcome.kinds}
        rowKey={({ kind }) => kind}
      />
    </Card>
  );
}

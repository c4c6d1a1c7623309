import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { FOLLOW_UPS, type FollowUpCounts } from "@/lib/cases/follow-up-counts";
import { FOLLOW_UP_LABELS, KIND_LABELS } from "@/lib/cases/labels";
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
      {outcome.followUp && <FollowUp counts={outcome.followUp} />}
    </Card>
  );
}

/** Where the records of a count are found. */
const LISTS: Partial<Record<keyof FollowUpCounts, string>> = {
  liftable: "/penangguhan",
  unchanged: "/kasus?tahap=belum-berubah",
};

/** What this meant for the visits and proposals that were under way; silent about what did not happen. */
function FollowUp({ counts }: { readonly counts: FollowUpCounts }) {
  const happened = FOLLOW_UPS.filter((what) => counts[what] > 0);
  if (happened.length === 0) return null;
  return (
    <div className="border-t border-line px-4 py-3">
      <h3 className="mb-1 text-body">Untuk pekerjaan yang sedang berjalan</h3>
      <SummaryList
        rows={happened.map((what) => {
          const count = formatNumber(counts[what]);
          const href = LISTS[what];
          return {
            term: FOLLOW_UP_LABELS[what],
            value: href ? (
              <Link href={href} prefetch={false} className="tabular font-semibold">
                {count}
              </Link>
            ) : (
              <span className="tabular font-semibold">{count}</span>
            ),
          };
        })}
      />
    </div>
  );
}

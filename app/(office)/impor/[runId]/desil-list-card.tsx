import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import { DESIL_LINE_LABELS } from "@/lib/import/desil/desil-labels";
import { DESIL_LINES, type DesilSummary } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";

/** What a desil list says against the release in force. */
export function DesilListCard({
  lines,
  totalsSkipped,
  runId,
  unit,
}: {
  readonly lines: DesilSummary["lines"];
  readonly totalsSkipped: number;
  readonly runId: string;
  /** What a line stands for. */
  readonly unit: "baris" | "keluarga";
}) {
  return (
    <Card
      title="Desil di daftar ini"
      note={
        totalsSkipped > 0
          ? `${formatNumber(totalsSkipped)} baris jumlah, rekap, atau penutup dilewati.`
          : undefined
      }
    >
      <SummaryList
        rows={DESIL_LINES.map((line) => ({
          term: DESIL_LINE_LABELS[line],
          value: (
            <>
              {formatNumber(lines[line])} {unit}
              {line === "unmatched" && lines.unmatched > 0 && (
                <>
                  {" · "}
                  <Link href={`/impor/${runId}/tidak-cocok`} prefetch={false}>
                    Lihat daftarnya
                  </Link>
                </>
              )}
            </>
          ),
        }))}
      />
      <p className="mt-3 text-small text-muted">
        Desil rilis tidak berubah: desil daftar ini tampil di berkas keluarganya dengan nama daftar
        dan tanggalnya, dan tidak membuka atau menutup kasus.
      </p>
    </Card>
  );
}

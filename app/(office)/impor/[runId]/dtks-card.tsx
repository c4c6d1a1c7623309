import Link from "next/link";
import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import type { DtksSummary } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";

/** How much of the old DTKS is found again in the release in force. */
export function DtksCard({
  summary,
  runId,
}: {
  readonly summary: DtksSummary;
  readonly runId: string;
}) {
  const { matched } = summary;
  return (
    <Card title="Keluarga di DTKS lama">
      <SummaryList
        rows={[
          { term: "Orang", value: formatNumber(summary.rows) },
          { term: "Keluarga", value: formatNumber(summary.households) },
          {
            term: "Ada di rilis yang berlaku",
            value: matched
              ? formatNumber(matched.found)
              : "Belum diketahui: belum ada rilis DTSEN yang terbit",
          },
          {
            term: "Tidak ada di rilis yang berlaku",
            value: matched && (
              <>
                {formatNumber(matched.notFound)}
                {matched.notFound > 0 && (
                  <>
                    {" · "}
                    <Link href={`/impor/${runId}/tidak-cocok`} prefetch={false}>
                      Lihat daftarnya
                    </Link>
                  </>
                )}
              </>
            ),
          },
          {
            term: "Kelurahan tidak dikenali",
            value: `${formatNumber(summary.unknownArea)} orang`,
          },
        ].filter(({ value }) => value !== null)}
      />
    </Card>
  );
}

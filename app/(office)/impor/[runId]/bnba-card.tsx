import { Card } from "@/components/ui/card";
import { SummaryList } from "@/components/ui/summary-list";
import type { BnbaSummary } from "@/lib/import/schema";
import { programShortName } from "@/lib/programs/labels";
import { formatNumber } from "@/lib/shared/format";

/** Who stands in a BNBA, and whom it says to receive. */
export function BnbaCard({ summary }: { readonly summary: BnbaSummary }) {
  return (
    <Card title="Orang dan penerima di BNBA">
      <SummaryList
        rows={[
          { term: "Orang", value: formatNumber(summary.rows) },
          { term: "Keluarga", value: formatNumber(summary.families) },
          ...summary.programs.flatMap((program) => [
            { term: `Menerima ${programShortName(program.code)}`, value: recipientWords(program) },
            ...(program.denied
              ? [
                  {
                    term: `Disebut tidak menerima ${programShortName(program.code)}`,
                    value: `${formatNumber(program.denied)} yang tercatat menerima; bantuannya tidak berakhir`,
                  },
                ]
              : []),
          ]),
          { term: "Kelurahan tidak dikenali", value: `${formatNumber(summary.unknownArea)} orang` },
        ]}
      />
      <p className="mt-3 text-small text-muted">
        Bantuan keluarga dihitung sekali untuk setiap keluarga, karena SIKS-NG menandai semua
        anggotanya. Daftar penerima yang menyebut pengurus tetap dipakai untuk pengurusnya.
      </p>
    </Card>
  );
}

function recipientWords({ lines, matched }: BnbaSummary["programs"][number]): string {
  const lost = matched.ambiguousNik + matched.none;
  return [
    formatNumber(lines),
    matched.newHousehold > 0 &&
      `${formatNumber(matched.newHousehold)} di antaranya dari keluarga yang tidak ada di rilis yang berlaku`,
    lost > 0 && `${formatNumber(lost)} tidak dapat dicatat`,
  ]
    .filter(Boolean)
    .join(" · ");
}

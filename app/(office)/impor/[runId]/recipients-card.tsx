import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { UNMATCHED_REASONS } from "@/lib/import/recipients/list-unmatched-recipients";
import { UNMATCHED_LABELS, unmatchedCount } from "@/lib/import/recipients/unmatched-labels";
import type { RecipientsSummary } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";

interface MatchLine {
  readonly key: string;
  readonly text: string;
  readonly note: string;
  readonly count: number;
  readonly href?: string;
}

const column = columnsOf<MatchLine>();

const COLUMNS = column.columns([
  column.accessor("text", {
    header: "Hasil",
    cell: ({ row: { original } }) => (
      <>
        {original.href ? (
          <Link href={original.href} prefetch={false}>
            {original.text}
          </Link>
        ) : (
          original.text
        )}
        <span className="block font-normal text-muted">{original.note}</span>
      </>
    ),
  }),
  column.accessor("count", {
    header: "Baris",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
]);

/** Whose families the rows of a recipient list belong to. */
export function RecipientsCard({
  summary,
  runId,
  unlimited,
}: {
  readonly summary: RecipientsSummary;
  readonly runId: string;
  /** The office has given the program no rule. */
  readonly unlimited: boolean;
}) {
  const { ending } = summary;
  const notes = [
    ending
      ? `Daftar ini dinyatakan lengkap: bantuan ${formatNumber(ending.ending)} dari ${formatNumber(ending.receiving)} penerima yang tercatat berakhir saat terbit.`
      : "Daftar ini dapat berupa sebagian: penerima yang tidak disebut tetap menerima.",
    unlimited
      ? "Program ini belum punya aturan batas desil, jadi tidak ada kasus melebihi batas."
      : null,
    summary.totalsSkipped > 0
      ? `${formatNumber(summary.totalsSkipped)} baris jumlah, rekap, atau penutup dilewati.`
      : null,
  ].filter((note) => note !== null);
  return (
    <Card title="Penerima dan keluarganya" note={notes.join(" ")} flush>
      <DataTable
        caption="Hasil pencocokan dengan rilis yang berlaku"
        captionHidden
        cards={false}
        columns={COLUMNS}
        rows={[...foundLines(summary), ...unmatchedLines(summary, runId)]}
        rowKey={({ key }) => key}
      />
    </Card>
  );
}

function foundLines({ matched }: RecipientsSummary): MatchLine[] {
  return [
    {
      key: "nomor_kk",
      text: "Ditemukan",
      note: "No KK-nya ada di rilis yang berlaku.",
      count: matched.nomorKk,
    },
    {
      key: "old_nomor_kk",
      text: "Ditemukan lewat No KK lama",
      note: "Keluarganya sudah berganti No KK; penerima mengikuti keluarga yang sekarang.",
      count: matched.oldNomorKk,
    },
    {
      key: "nik",
      text: "Ditemukan lewat NIK",
      note: "No KK-nya tidak dikenal, tetapi NIK-nya ada di satu keluarga.",
      count: matched.nik,
    },
  ];
}

function unmatchedLines({ matched }: RecipientsSummary, runId: string): MatchLine[] {
  return UNMATCHED_REASONS.map((reason) => {
    const count = unmatchedCount(matched, reason);
    return {
      key: reason,
      text: UNMATCHED_LABELS[reason].text,
      note: UNMATCHED_LABELS[reason].consequence,
      count,
      href: count > 0 ? `/impor/${runId}/tidak-cocok?sebab=${reason}` : undefined,
    };
  });
}

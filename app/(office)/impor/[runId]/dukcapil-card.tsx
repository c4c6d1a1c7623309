import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import type { DukcapilSummary } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";
import { DUKCAPIL_RESULT_LABELS } from "./dukcapil-labels";

interface AnswerLine {
  readonly key: string;
  readonly text: string;
  readonly note: string;
  readonly count: number;
  readonly href?: string;
}

const column = columnsOf<AnswerLine>();

const COLUMNS = column.columns([
  column.accessor("text", {
    header: "Jawaban",
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
    header: "Orang",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
]);

/** What the population office answered, and how many of those persons the release does not have. */
export function DukcapilCard({
  summary,
  runId,
}: {
  readonly summary: DukcapilSummary;
  readonly runId: string;
}) {
  return (
    <Card
      title="Jawaban Dukcapil"
      note="Dibaca dari kolom status dan keterangan; tulisan aslinya disimpan."
      flush
    >
      <DataTable
        caption="Jawaban Dukcapil menurut hasilnya"
        captionHidden
        cards={false}
        columns={COLUMNS}
        rows={[...answerLines(summary), ...outsideLine(summary, runId)]}
        rowKey={({ key }) => key}
      />
    </Card>
  );
}

function answerLines({ results, fates }: DukcapilSummary): AnswerLine[] {
  const text = DUKCAPIL_RESULT_LABELS;
  return [
    {
      key: "matched",
      text: text.matched,
      note: "Data orang ini sama dengan data kependudukan.",
      count: results.matched,
    },
    {
      key: "unmatched",
      text: text.unmatched,
      note: "Nama, tanggal lahir, atau jenis kelaminnya berbeda.",
      count: results.unmatched,
    },
    {
      key: "not_found",
      text: text.not_found,
      note: "NIK-nya tidak ada di data kependudukan.",
      count: results.notFound,
    },
    {
      key: "doubled",
      text: text.doubled,
      note: "NIK-nya dimiliki lebih dari satu orang.",
      count: results.doubled,
    },
    {
      key: "inactive",
      text: text.inactive,
      note: `Di antaranya ${formatNumber(fates.deceased)} meninggal dan ${formatNumber(fates.movedOut)} pindah ke luar kabupaten/kota.`,
      count: results.inactive,
    },
    {
      key: "unknown",
      text: text.unknown,
      note: "Tertulis dengan kata yang tidak dikenali; disimpan dan tidak menjadi kasus.",
      count: results.unknown,
    },
  ];
}

/** Counted once more: whatever was answered of them, these persons are in no family of the release. */
function outsideLine({ inRelease }: DukcapilSummary, runId: string): AnswerLine[] {
  if (inRelease === null) return [];
  const count = inRelease.notFound;
  return [
    {
      key: "outside",
      text: "Tidak ada di rilis yang berlaku",
      note: "Apa pun jawabannya, orang ini tidak ada di keluarga mana pun; barisnya tetap disimpan.",
      count,
      href: count > 0 ? `/impor/${runId}/tidak-cocok` : undefined,
    },
  ];
}

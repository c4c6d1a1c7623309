import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { DUKCAPIL_RESULT_LABELS } from "@/lib/import/dukcapil/dukcapil-labels";
import type { DukcapilSummary } from "@/lib/import/schema";
import { formatNumber } from "@/lib/shared/format";

interface AnswerLine {
  readonly key: string;
  readonly text: string;
  readonly note: string;
  readonly count: number;
}

const column = columnsOf<AnswerLine>();

const COLUMNS = column.columns([
  column.accessor("text", {
    header: "Jawaban",
    cell: ({ row: { original } }) => (
      <>
        {original.text}
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
        rows={answerLines(summary)}
        rowKey={({ key }) => key}
      />
      <Outside summary={summary} runId={runId} />
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
      note: fatesIn(fates),
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

function fatesIn({ deceased, movedOut }: DukcapilSummary["fates"]): string {
  const told = [
    deceased > 0 ? `${formatNumber(deceased)} meninggal` : null,
    movedOut > 0 ? `${formatNumber(movedOut)} pindah ke luar kabupaten/kota` : null,
  ].filter((fate) => fate !== null);
  if (told.length === 0) return "NIK-nya tidak dipakai lagi.";
  return `NIK-nya tidak dipakai lagi; di antaranya ${told.join(" dan ")}.`;
}

/** Below the table and not in it: these persons are counted there already, by what was answered of them. */
function Outside({
  summary: { inRelease },
  runId,
}: {
  readonly summary: DukcapilSummary;
  readonly runId: string;
}) {
  if (inRelease === null || inRelease.notFound === 0) return null;
  return (
    <p className="border-t border-line px-4 py-3 text-small">
      {formatNumber(inRelease.notFound)} dari orang-orang ini tidak ada di keluarga mana pun di
      rilis yang berlaku; barisnya tetap disimpan.{" "}
      <Link href={`/impor/${runId}/tidak-cocok`} prefetch={false}>
        Lihat orang yang tidak ada di DTSEN
      </Link>
    </p>
  );
}

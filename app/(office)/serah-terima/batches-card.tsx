import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Nothing } from "@/components/ui/nothing";
import { Pagination } from "@/components/ui/pagination";
import { Tag } from "@/components/ui/tag";
import type { BatchPage, ListedBatch } from "@/lib/hand-over/list-batches";
import { type LineTab, writeCursor } from "@/lib/hand-over/schema";
import { formatAge, formatDay, formatNumber, type TimeZone } from "@/lib/shared/format";
import type { Tone } from "@/lib/shared/tone";

const column = columnsOf<ListedBatch>();

function columnsFor(timeZone: TimeZone, now: Date) {
  return column.columns([
    column.accessor("number", {
      header: "Daftar",
      cell: ({ row: { original } }) => (
        <>
          <Link href={`/serah-terima/${original.id}?tab=${nextTab(original)}`} prefetch={false}>
            Daftar {original.number}
          </Link>
          <span className="block font-normal text-caption text-muted">
            {original.createdByName ?? "petugas"}, {formatDay(original.createdAt, timeZone)}
          </span>
        </>
      ),
    }),
    column.accessor("toEnter", {
      header: "Dientri",
      cell: ({ row: { original } }) => <Entered batch={original} />,
    }),
    column.accessor("atKemensos", {
      header: "Menunggu Kemensos",
      cell: ({ getValue }) =>
        getValue() === 0 ? <Nothing /> : `${formatNumber(getValue())} usulan`,
      meta: { label: "Di Kemensos" },
    }),
    column.accessor("atBps", {
      header: "Jawaban",
      cell: ({ row: { original } }) => <Answers batch={original} />,
    }),
    column.accessor("waitingSince", {
      header: "Menunggu paling lama",
      cell: ({ getValue }) => {
        const since = getValue();
        if (since === null) return <Nothing />;
        return (
          <time dateTime={since.toISOString()} className="whitespace-nowrap">
            {formatAge(since, now, timeZone)}
          </time>
        );
      },
      meta: { label: "Terlama" },
    }),
  ]);
}

/** The lists made so far, the newest first, each with how far it is. */
export function BatchesCard({
  page: { rows, next },
  first,
  timeZone,
}: {
  readonly page: BatchPage;
  readonly first: boolean;
  readonly timeZone: TimeZone;
}) {
  return (
    <Card title="Daftar serah terima" flush>
      {rows.length === 0 ? (
        <p className="px-4 py-6 text-muted">
          Belum ada daftar. Buat yang pertama dari usulan yang siap di atas.
        </p>
      ) : (
        <div className="overflow-x-auto">
          <DataTable
            caption="Daftar serah terima, terbaru di atas"
            captionHidden
            columns={columnsFor(timeZone, new Date())}
            rows={rows}
            rowKey={({ id }) => id}
          />
        </div>
      )}
      {(next !== null || !first) && (
        <div className="px-4 pb-4">
          <Pagination
            label="Halaman daftar serah terima"
            firstHref={first ? null : "/serah-terima"}
            nextHref={next === null ? null : `/serah-terima?setelah=${writeCursor(next)}`}
            shown={`Menampilkan ${formatNumber(rows.length)} daftar`}
          />
        </div>
      )}
    </Card>
  );
}

/** The work that is next: type in what is not, else look for answers, else read what became of it. */
function nextTab({ toEnter, atKemensos, approved, atBps }: ListedBatch): LineTab {
  if (toEnter > 0) return "belum";
  return atKemensos + approved + atBps > 0 ? "menunggu" : "selesai";
}

function Entered({ batch: { lines, toEnter, withdrawn } }: { readonly batch: ListedBatch }) {
  // A proposal that was withdrawn is not typed in any more.
  const asked = lines - withdrawn;
  const entered = asked - toEnter;
  return (
    <span className="block min-w-28">
      <span className="tabular">
        {formatNumber(entered)} dari {formatNumber(asked)}
      </span>
      <progress
        aria-label="Baris yang sudah dientri"
        value={entered}
        max={Math.max(asked, 1)}
        className="mt-0.5 block h-2 w-full max-w-32 overflow-hidden rounded-sm border border-line-control bg-surface [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-surface [&::-webkit-progress-value]:bg-brand"
      />
    </span>
  );
}

const ANSWERS: readonly {
  readonly of: "approved" | "rejected" | "atBps" | "changed" | "unchanged" | "withdrawn";
  readonly text: string;
  readonly tone: Tone;
}[] = [
  { of: "approved", text: "disetujui Kemensos", tone: "positive" },
  { of: "rejected", text: "ditolak Kemensos", tone: "warning" },
  { of: "atBps", text: "di BPS", tone: "info" },
  { of: "changed", text: "sudah berubah", tone: "positive" },
  { of: "unchanged", text: "belum berubah", tone: "warning" },
  { of: "withdrawn", text: "dibatalkan", tone: "neutral" },
];

function Answers({ batch }: { readonly batch: ListedBatch }) {
  const given = ANSWERS.filter(({ of }) => batch[of] > 0);
  if (given.length === 0) return <Nothing />;
  return (
    <span className="flex flex-wrap gap-1">
      {given.map(({ of, text, tone }) => (
        <Tag key={of} tone={tone}>
          {formatNumber(batch[of])} {text}
        </Tag>
      ))}
    </span>
  );
}

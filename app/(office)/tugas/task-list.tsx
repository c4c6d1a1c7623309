import Link from "next/link";
import { KindTags } from "@/components/cases/kind-tags";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { PlaceName } from "@/components/households/place-name";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { Pagination } from "@/components/ui/pagination";
import { StatusTag } from "@/components/ui/tag";
import { GROUNDCHECK_RESULT_LABELS, GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import type { TaskListRow, TaskPage } from "@/lib/groundchecks/list-tasks";
import type { TaskTab } from "@/lib/groundchecks/task-schema";
import { formatAge, formatDay, formatNumber, type TimeZone } from "@/lib/shared/format";
import { taskListAddress } from "./address";

type Row = TaskListRow & { readonly age: string; readonly sent: string | null };

const column = columnsOf<Row>();

const FAMILY_COLUMNS = column.columns([
  column.accessor("headName", {
    header: "Kepala keluarga",
    // Opening a task is written down, so nothing may open one by itself.
    cell: ({ row: { original } }) => (
      <Link href={`/tugas/${original.id}`} prefetch={false}>
        {original.headName ?? "Nama tidak diisi"}
      </Link>
    ),
  }),
  column.accessor("address", {
    header: "Alamat",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  column.accessor("kinds", {
    header: "Alasan",
    cell: ({ getValue }) => <KindTags kinds={getValue()} />,
  }),
]);

const TO_VISIT_COLUMNS = column.columns([
  ...FAMILY_COLUMNS,
  column.accessor("age", {
    header: "Ditugaskan",
    cell: ({ row: { original } }) => (
      <time dateTime={original.assignedAt.toISOString()} className="whitespace-nowrap">
        {original.age}
      </time>
    ),
  }),
  column.accessor("state", {
    header: "Tahap",
    cell: ({ getValue }) => <StatusTag labels={GROUNDCHECK_STATE_LABELS} value={getValue()} />,
  }),
]);

const RETURNED_COLUMNS = column.columns([
  ...FAMILY_COLUMNS,
  column.accessor("returnReason", {
    header: "Alasan dikembalikan",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("age", { header: "Ditugaskan" }),
]);

const SENT_COLUMNS = column.columns([
  ...FAMILY_COLUMNS,
  column.accessor("result", {
    header: "Hasil",
    cell: ({ getValue }) => {
      const result = getValue();
      return result === null ? <Nothing /> : GROUNDCHECK_RESULT_LABELS[result];
    },
  }),
  column.accessor("sent", {
    header: "Dikirim",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
  }),
  column.accessor("state", {
    header: "Tahap",
    cell: ({ getValue }) => <StatusTag labels={GROUNDCHECK_STATE_LABELS} value={getValue()} />,
  }),
]);

const COLUMNS = {
  dikunjungi: TO_VISIT_COLUMNS,
  dikembalikan: RETURNED_COLUMNS,
  terkirim: SENT_COLUMNS,
  selesai: SENT_COLUMNS,
} as const satisfies Record<TaskTab, unknown>;

const CAPTIONS = {
  dikunjungi: "keluarga perlu dikunjungi, menurut kelurahan dan alamat",
  dikembalikan: "kunjungan dikembalikan petugas kantor untuk diperbaiki",
  terkirim: "kunjungan menunggu verifikasi, yang terakhir dikirim di atas",
  selesai: "tugas selesai, yang terakhir dikirim di atas",
} as const satisfies Record<TaskTab, string>;

export function TaskList({
  tab,
  page,
  total,
  fromStart,
  timeZone,
}: {
  readonly tab: TaskTab;
  readonly page: TaskPage;
  readonly total: number;
  /** Whether this is the first page. */
  readonly fromStart: boolean;
  readonly timeZone: TimeZone;
}) {
  if (page.rows.length === 0) return fromStart ? <NoTasks tab={tab} /> : <EndOfList tab={tab} />;
  const now = new Date();
  const rows = page.rows.map(
    (row): Row => ({
      ...row,
      age: formatAge(row.assignedAt, now, timeZone),
      sent: row.submittedAt && formatDay(row.submittedAt, timeZone),
    }),
  );
  return (
    <section aria-label="Daftar tugas" className="min-w-0">
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption={
            <>
              <strong className="tabular text-text">{formatNumber(total)}</strong> {CAPTIONS[tab]}
            </>
          }
          columns={COLUMNS[tab]}
          rows={rows}
          rowKey={({ id }) => id}
        />
      </div>
      <Pagination
        label="Halaman daftar tugas"
        firstHref={fromStart ? null : taskListAddress(tab)}
        nextHref={page.next === null ? null : taskListAddress(tab, page.next)}
        shown={`Menampilkan ${formatNumber(rows.length)} dari ${formatNumber(total)} tugas`}
      />
    </section>
  );
}

const NOTHING = {
  dikunjungi: {
    title: "Tidak ada keluarga yang perlu dikunjungi",
    text: "Tugas baru muncul di sini begitu petugas kantor menugaskannya kepada Anda.",
  },
  dikembalikan: {
    title: "Tidak ada kunjungan yang dikembalikan",
    text: "Bila petugas kantor meminta perbaikan, tugasnya muncul di sini beserta alasannya.",
  },
  terkirim: {
    title: "Tidak ada kunjungan yang menunggu verifikasi",
    text: "Kunjungan yang sudah Anda kirim menunggu di sini sampai diperiksa petugas kantor.",
  },
  selesai: {
    title: "Belum ada tugas yang selesai",
    text: "Kunjungan yang sudah diverifikasi petugas kantor tercatat di sini.",
  },
} as const satisfies Record<TaskTab, { readonly title: string; readonly text: string }>;

function NoTasks({ tab }: { readonly tab: TaskTab }) {
  const { title, text } = NOTHING[tab];
  return <EmptyState title={title}>{text}</EmptyState>;
}

function EndOfList({ tab }: { readonly tab: TaskTab }) {
  return (
    <EmptyState
      title="Tidak ada tugas lagi di bawah ini"
      action={<ButtonLink href={taskListAddress(tab)}>Ke awal daftar</ButtonLink>}
    >
      Daftar ini berubah sejak Anda membukanya.
    </EmptyState>
  );
}

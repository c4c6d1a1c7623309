import Link from "next/link";
import { KindTags } from "@/components/cases/kind-tags";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { PlaceName } from "@/components/households/place-name";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { Pagination } from "@/components/ui/pagination";
import { StatusTag, Tag } from "@/components/ui/tag";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { GROUNDCHECK_RESULT_LABELS, GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import { type GroundcheckListRow, listGroundchecks } from "@/lib/groundchecks/list-groundchecks";
import {
  type GroundcheckListParams,
  isFamilyCursor,
  type VisitFilter,
  type VisitTab,
} from "@/lib/groundchecks/list-schema";
import type { Office } from "@/lib/office/queries";
import { formatAge, formatDay, formatNumber, type TimeZone } from "@/lib/shared/format";
import { groundcheckListAddress } from "./address";

type Row = GroundcheckListRow & { readonly age: string; readonly ended: string };

const column = columnsOf<Row>();

const SUBJECT_COLUMNS = column.columns([
  column.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <Link href={`/groundcheck/${original.id}`} prefetch={false}>
          {original.headName ?? "Nama tidak diisi"}
        </Link>
        {original.openConflict && <Tag tone="negative">Kiriman bertentangan</Tag>}
      </span>
    ),
  }),
  column.accessor("kinds", {
    header: "Kasus",
    cell: ({ getValue }) => <KindTags kinds={getValue()} />,
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  column.accessor("companionName", { header: "Pendamping" }),
]);

const STATE_COLUMN = column.accessor("state", {
  header: "Keadaan",
  cell: ({ getValue }) => <StatusTag labels={GROUNDCHECK_STATE_LABELS} value={getValue()} />,
});

const RESULT_COLUMN = column.accessor("result", {
  header: "Hasil kunjungan",
  cell: ({ getValue }) => {
    const result = getValue();
    return result === null ? <Nothing /> : GROUNDCHECK_RESULT_LABELS[result];
  },
});

const AGE_HEADS = {
  berjalan: "Sejak ditugaskan",
  verifikasi: "Sejak dikirim",
  dikembalikan: "Sejak ditugaskan",
} as const satisfies Record<Exclude<VisitTab, "selesai">, string>;

function ageColumn(header: string) {
  return column.accessor("age", {
    header,
    cell: ({ row: { original } }) => (
      <time dateTime={original.since.toISOString()} className="whitespace-nowrap">
        {original.age}
      </time>
    ),
  });
}

const COLUMNS = {
  berjalan: column.columns([...SUBJECT_COLUMNS, STATE_COLUMN, ageColumn(AGE_HEADS.berjalan)]),
  verifikasi: column.columns([...SUBJECT_COLUMNS, RESULT_COLUMN, ageColumn(AGE_HEADS.verifikasi)]),
  dikembalikan: column.columns([
    ...SUBJECT_COLUMNS,
    RESULT_COLUMN,
    ageColumn(AGE_HEADS.dikembalikan),
  ]),
  selesai: column.columns([
    ...SUBJECT_COLUMNS,
    RESULT_COLUMN,
    column.accessor("ended", {
      header: "Selesai",
      cell: ({ row: { original } }) => (
        <span className="inline-flex flex-wrap items-center gap-x-2">
          <StatusTag labels={GROUNDCHECK_STATE_LABELS} value={original.state} />
          <span className="whitespace-nowrap text-caption text-muted">{original.ended}</span>
        </span>
      ),
    }),
  ]),
} as const;

const CAPTIONS = {
  berjalan: "masih pada pendamping, yang paling lama ditugaskan di atas",
  verifikasi: "menunggu verifikasi, yang paling lama menunggu di atas",
  dikembalikan: "dikembalikan ke pendamping, yang paling lama ditugaskan di atas",
  selesai: "terverifikasi atau dibatalkan, yang terakhir ditugaskan di atas",
} as const satisfies Record<VisitTab, string>;

/** The visits of one tab that the filters find. */
export async function VisitList({
  actor,
  office,
  wanted,
  where,
  tab,
  filter,
  count,
}: {
  readonly actor: UserActor;
  readonly office: Office;
  readonly wanted: GroundcheckListParams;
  readonly where: string | undefined;
  readonly tab: VisitTab;
  readonly filter: VisitFilter;
  readonly count: number;
}) {
  const { setelah } = wanted;
  const after = setelah && !isFamilyCursor(setelah) ? setelah : null;
  const page = await listGroundchecks(db(), actor, tab, filter, after);
  if (page.rows.length === 0) return <NoVisits tab={tab} wanted={wanted} />;
  const now = new Date();
  return (
    <section aria-label="Daftar kunjungan" className="min-w-0">
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption={
            <>
              <strong className="tabular text-text">{formatNumber(count)} kunjungan</strong>
              {where ? ` di ${where}` : ""} {CAPTIONS[tab]}
            </>
          }
          columns={COLUMNS[tab]}
          rows={page.rows.map((row) => rowOf(row, now, office.timeZone))}
          rowKey={({ id }) => id}
        />
      </div>
      <Pagination
        label="Halaman daftar kunjungan"
        firstHref={after ? groundcheckListAddress(wanted) : null}
        nextHref={page.next ? groundcheckListAddress(wanted, page.next) : null}
        shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${formatNumber(count)} kunjungan`}
      />
    </section>
  );
}

function rowOf(row: GroundcheckListRow, now: Date, timeZone: TimeZone): Row {
  return {
    ...row,
    age: formatAge(row.since, now, timeZone),
    ended: row.endedAt ? formatDay(row.endedAt, timeZone) : "",
  };
}

const EMPTY = {
  berjalan: [
    "Tidak ada kunjungan yang sedang berjalan",
    "Tugaskan keluarga yang menunggu dari tab Belum ditugaskan.",
  ],
  verifikasi: [
    "Tidak ada hasil yang menunggu verifikasi",
    "Hasil kunjungan muncul di sini setelah pendamping mengirimnya.",
  ],
  dikembalikan: [
    "Tidak ada kunjungan yang dikembalikan",
    "Kunjungan yang dikembalikan dengan alasan muncul di sini sampai pendamping mengirim ulang.",
  ],
  selesai: [
    "Belum ada kunjungan yang selesai",
    "Kunjungan yang diverifikasi atau dibatalkan muncul di sini.",
  ],
} as const satisfies Record<VisitTab, readonly [string, string]>;

function NoVisits({
  tab,
  wanted: { wilayah, pendamping, jenis },
}: {
  readonly tab: VisitTab;
  readonly wanted: GroundcheckListParams;
}) {
  const [title, words] = EMPTY[tab];
  const filtered = [wilayah, pendamping, jenis].some(Boolean);
  return (
    <EmptyState title={filtered ? "Tidak ada kunjungan yang cocok" : title}>
      {filtered ? "Kurangi saringannya, atau pilih wilayah yang lebih luas." : words}
    </EmptyState>
  );
}

import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilChange } from "@/components/households/desil-change";
import { PlaceName } from "@/components/households/place-name";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { Pagination } from "@/components/ui/pagination";
import { StatusTag, Tag } from "@/components/ui/tag";
import type { UserActor } from "@/lib/auth/types";
import { caseName } from "@/lib/cases/case-name";
import { ERROR_KINDS } from "@/lib/cases/kinds";
import { CASE_STATE_LABELS } from "@/lib/cases/labels";
import { type CaseListRow, COUNT_LIMIT, countCases, listCases } from "@/lib/cases/list-cases";
import type { CaseFilter, CaseListParams } from "@/lib/cases/schema";
import { db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import {
  formatAge,
  formatCappedCount,
  formatDay,
  formatNumber,
  type TimeZone,
} from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { caseListAddress } from "./address";

type Row = CaseListRow & { readonly age: string; readonly closed: string };

const column = columnsOf<Row>();

const SUBJECT_COLUMNS = column.columns([
  column.accessor("headName", {
    header: "Nama",
    cell: ({ row: { original } }) => <CaseName {...original} />,
  }),
  column.accessor("kind", {
    header: "Jenis kasus",
    cell: ({ row: { original } }) => caseName(original.kind, original.programCode),
  }),
  column.accessor("desil", {
    header: "Desil",
    cell: ({ row: { original } }) => (
      <DesilChange before={original.desilBefore} now={original.desil} />
    ),
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  column.accessor("nomorKkEnding", {
    header: "No KK",
    cell: ({ getValue }) => {
      const ending = getValue();
      if (ending === null) return <Nothing />;
      return <span className="tabular whitespace-nowrap">{maskNumber(ending)}</span>;
    },
  }),
]);

const OPEN_COLUMNS = column.columns([
  ...SUBJECT_COLUMNS,
  column.accessor("state", {
    header: "Tahap",
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap gap-1">
        <StatusTag labels={CASE_STATE_LABELS} value={original.state} />
        {original.unchanged && <Tag tone="warning">Belum berubah</Tag>}
      </span>
    ),
  }),
  column.accessor("age", {
    header: "Terbuka",
    cell: ({ row: { original } }) => (
      <time dateTime={original.openedAt.toISOString()} className="whitespace-nowrap">
        {original.age}
      </time>
    ),
  }),
]);

const CLOSED_COLUMNS = column.columns([
  ...SUBJECT_COLUMNS,
  column.accessor("state", {
    header: "Hasil",
    cell: ({ row: { original } }) => (
      <span className="inline-flex flex-wrap items-center gap-x-2">
        <StatusTag labels={CASE_STATE_LABELS} value={original.state} />
        <span className="whitespace-nowrap text-caption text-muted">{original.closed}</span>
      </span>
    ),
  }),
]);

/** Whom a case is about: the head of the family, or the person with the family's head below. */
function CaseName({ id, kind, headName, personName, householdId }: Row) {
  const isPerson = ERROR_KINDS[kind].subject === "individual";
  const family = `keluarga ${headName ?? "tanpa nama"}`;
  return (
    <>
      <Link href={`/kasus/${id}`} prefetch={false}>
        {(isPerson ? personName : headName) || "Nama tidak diisi"}
      </Link>
      {isPerson && (
        <span className="block font-normal text-caption text-muted">
          {householdId === null ? "di luar keluarga mana pun" : family}
        </span>
      )}
    </>
  );
}

/** The cases that the filters find: open ones with the longest wait first. */
export async function CaseList({
  actor,
  office,
  filter,
  wanted,
  where,
}: {
  readonly actor: UserActor;
  readonly office: Office;
  readonly filter: CaseFilter;
  readonly wanted: CaseListParams;
  readonly where: string | undefined;
}) {
  const [page, count] = await Promise.all([
    listCases(db(), actor, filter, wanted.setelah ?? null),
    countCases(db(), actor, filter),
  ]);
  if (page.rows.length === 0) return <NoCases wanted={wanted} />;
  const now = new Date();
  const open = filter.tab === "terbuka";
  const counted = formatCappedCount(count, COUNT_LIMIT);
  return (
    <section aria-label="Daftar kasus" className="min-w-0">
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption={
            <>
              <strong className="tabular text-text">
                {counted} kasus {open ? "terbuka" : "selesai"}
              </strong>
              {where ? ` di ${where}` : ""}
              {open ? ", yang paling lama menunggu di atas" : ", yang terakhir dibuka di atas"}
            </>
          }
          columns={open ? OPEN_COLUMNS : CLOSED_COLUMNS}
          rows={page.rows.map((row) => rowOf(row, now, office.timeZone))}
          rowKey={({ id }) => String(id)}
        />
      </div>
      <Pagination
        label="Halaman daftar kasus"
        firstHref={wanted.setelah ? caseListAddress(wanted) : null}
        nextHref={page.next ? caseListAddress(wanted, page.next) : null}
        shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${counted} kasus`}
      />
    </section>
  );
}

function rowOf(row: CaseListRow, now: Date, timeZone: TimeZone): Row {
  return {
    ...row,
    age: formatAge(row.openedAt, now, timeZone),
    closed: row.closedAt ? formatDay(row.closedAt, timeZone) : "",
  };
}

function NoCases({ wanted }: { readonly wanted: CaseListParams }) {
  const { kelompok, tab, jenis, tahap, wilayah, program, umur } = wanted;
  const filtered =
    tab !== "terbuka" || [kelompok, jenis, tahap, wilayah, program, umur].some(Boolean);
  return filtered ? (
    <EmptyState
      title="Tidak ada kasus yang cocok"
      action={<ButtonLink href="/kasus">Hapus semua saringan</ButtonLink>}
    >
      Kurangi saringannya, atau pilih wilayah yang lebih luas.
    </EmptyState>
  ) : (
    <EmptyState title="Tidak ada kasus terbuka">
      Deteksi berjalan sendiri setelah setiap rilis DTSEN atau daftar penerima diterbitkan.
    </EmptyState>
  );
}

import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { PlaceName } from "@/components/households/place-name";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { Pagination } from "@/components/ui/pagination";
import { StatusTag, Tag } from "@/components/ui/tag";
import { may } from "@/lib/auth/policy";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import {
  BASIS_LABELS,
  EMPTY_TAB_SENTENCES,
  PROPOSAL_KIND_LABELS,
  PROPOSAL_STATE_LABELS,
  PROPOSAL_TAB_LABELS,
} from "@/lib/proposals/labels";
import { COUNT_LIMIT, listProposals, type ProposalListRow } from "@/lib/proposals/list-proposals";
import type { ProposalFilter, ProposalListParams, ProposalTab } from "@/lib/proposals/schema";
import { dayOnCalendar, formatAge, formatCappedCount, formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { proposalListAddress } from "./address";
import { BasisPanel } from "./basis-panel";
import { BULK_FORM } from "./bulk-form-id";
import { ValidatePanel } from "./validate-panel";

type Row = ProposalListRow & { readonly age: string; readonly tickable: boolean };

const column = columnsOf<Row>();

const COLUMNS = column.columns([
  column.accessor("number", {
    header: "Usulan",
    cell: ({ row: { original } }) => (
      <span className="flex items-center gap-2.5">
        {original.tickable && <TickBox row={original} />}
        <Link href={`/usulan/${original.id}`} prefetch={false} className="whitespace-nowrap">
          Usulan {original.number}
        </Link>
      </span>
    ),
  }),
  column.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ getValue }) => getValue() ?? "Nama tidak diisi",
  }),
  column.accessor("kind", {
    header: "Jenis",
    cell: ({ row: { original } }) => (
      <span className="whitespace-nowrap">
        {PROPOSAL_KIND_LABELS[original.kind]}
        <span className="text-muted"> ({formatNumber(original.changeCount)})</span>
      </span>
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
  column.accessor("basisKind", {
    header: "Dasar",
    cell: ({ getValue }) => {
      const kind = getValue();
      if (kind === null) return <span className="text-warning">Belum ada</span>;
      return kind === "minutes" ? "Berita acara" : BASIS_LABELS[kind];
    },
  }),
]);

const WAITING = column.accessor("age", {
  header: "Sejak",
  cell: ({ row: { original } }) => (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <time dateTime={original.since.toISOString()} className="whitespace-nowrap">
        {original.age}
      </time>
      {original.returned && <Tag tone="warning">Dikembalikan</Tag>}
    </span>
  ),
});

const STANDING = column.accessor("state", {
  header: "Keadaan",
  cell: ({ row: { original } }) => (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      <StatusTag labels={PROPOSAL_STATE_LABELS} value={original.state} />
      <span className="whitespace-nowrap text-caption text-muted">{original.age}</span>
    </span>
  ),
});

const WAITING_COLUMNS = column.columns([...COLUMNS, WAITING]);
const STANDING_COLUMNS = column.columns([...COLUMNS, STANDING]);
const SEVERAL_STATES: readonly ProposalTab[] = ["berjalan", "selesai"];

/** The proposals of a tab that the filters find, with what a role can do with several at once. */
export async function ProposalList({
  actor,
  office,
  filter,
  wanted,
  count,
  where,
}: {
  readonly actor: UserActor;
  readonly office: Office;
  readonly filter: ProposalFilter;
  readonly wanted: ProposalListParams;
  readonly count: number;
  readonly where: string | undefined;
}) {
  const page = await listProposals(db(), actor, filter, wanted.setelah ?? null);
  const now = new Date();
  const counted = formatCappedCount(count, COUNT_LIMIT);
  const panel = bulkPanel(actor, filter.tab, dayOnCalendar(now, office.timeZone));
  const list = page.rows.length > 0 && (
    <div className="overflow-x-auto rounded border border-line bg-surface">
      <DataTable
        caption={
          <>
            <strong className="tabular text-text">
              {counted} usulan {PROPOSAL_TAB_LABELS[filter.tab].toLowerCase()}
            </strong>
            {where ? ` di ${where}` : ""}
            {filter.tab === "selesai"
              ? ", yang terakhir selesai di atas"
              : ", yang paling lama menunggu di atas"}
          </>
        }
        columns={SEVERAL_STATES.includes(filter.tab) ? STANDING_COLUMNS : WAITING_COLUMNS}
        rows={page.rows.map((row) => ({
          ...row,
          age: formatAge(row.since, now, office.timeZone),
          tickable: panel !== null,
        }))}
        rowKey={({ id }) => id}
      />
    </div>
  );
  return (
    <section aria-label="Daftar usulan" className="min-w-0">
      {list}
      {page.rows.length > 0 && panel}
      {page.rows.length === 0 ? (
        <NoProposals wanted={wanted} tab={filter.tab} />
      ) : (
        <Pagination
          label="Halaman daftar usulan"
          firstHref={wanted.setelah ? proposalListAddress(wanted) : null}
          nextHref={page.next ? proposalListAddress(wanted, page.next) : null}
          shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${counted} usulan`}
        />
      )}
    </section>
  );
}

/** What a role can do with several proposals of a tab at once; null where that is nothing. */
function bulkPanel({ role }: UserActor, tab: ProposalTab, today: string) {
  if (tab === "pengesahan" && may(role, "proposal.validate")) return <ValidatePanel />;
  if (BEFORE_HAND_OVER_TABS.includes(tab) && may(role, "proposal.draft"))
    return <BasisPanel today={today} />;
  return null;
}

const BEFORE_HAND_OVER_TABS: readonly ProposalTab[] = ["draf", "verifikasi", "pengesahan", "siap"];

/** Belongs to the form below the list; the version says which content was looked at. */
function TickBox({ row: { id, number, version } }: { readonly row: Row }) {
  return (
    <label className="-my-2 flex size-6 shrink-0 items-center justify-center max-md:size-11">
      <span className="sr-only">Centang usulan {number}</span>
      <input
        type="checkbox"
        form={BULK_FORM}
        name="proposals"
        value={`${id}.${version}`}
        className="size-4.5 accent-brand"
      />
    </label>
  );
}

function NoProposals({
  wanted,
  tab,
}: {
  readonly wanted: ProposalListParams;
  readonly tab: ProposalTab;
}) {
  const { jenis, wilayah, umur, dasar } = wanted;
  return [jenis, wilayah, umur, dasar].some(Boolean) ? (
    <EmptyState
      title="Tidak ada usulan yang cocok"
      action={<ButtonLink href={proposalListAddress({ tab })}>Hapus semua saringan</ButtonLink>}
    >
      Kurangi saringannya, atau pilih wilayah yang lebih luas.
    </EmptyState>
  ) : (
    <EmptyState
      title="Tidak ada usulan di langkah ini"
      action={
        tab === "draf" ? (
          <ButtonLink href="/kasus?tahap=perlu-diputus">
            Buka kasus yang menunggu keputusan
          </ButtonLink>
        ) : undefined
      }
    >
      {EMPTY_TAB_SENTENCES[tab]}
    </EmptyState>
  );
}

import Link from "next/link";
import { KindTags } from "@/components/cases/kind-tags";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { PlaceName } from "@/components/households/place-name";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Nothing } from "@/components/ui/nothing";
import { Pagination } from "@/components/ui/pagination";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import {
  type FamilyFilter,
  type GroundcheckListParams,
  isFamilyCursor,
} from "@/lib/groundchecks/list-schema";
import {
  COUNT_LIMIT,
  listUnassigned,
  type UnassignedFamily,
} from "@/lib/groundchecks/list-unassigned";
import type { Office } from "@/lib/office/queries";
import { formatAge, formatCappedCount, formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { assignAddress, groundcheckListAddress } from "./address";

type Row = UnassignedFamily & { readonly age: string };

const column = columnsOf<Row>();

const COLUMNS = column.columns([
  column.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ row: { original } }) => (
      <Link href={`/keluarga/${original.householdId}`} prefetch={false}>
        {original.headName ?? "Nama tidak diisi"}
      </Link>
    ),
  }),
  column.accessor("kinds", {
    header: "Kasus terbuka",
    cell: ({ getValue }) => <KindTags kinds={getValue()} />,
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
  column.accessor("age", {
    header: "Menunggu",
    cell: ({ row: { original } }) => (
      <time dateTime={original.openedAt.toISOString()} className="whitespace-nowrap">
        {original.age}
      </time>
    ),
  }),
]);

/** Families that wait for a visit and that nobody visits yet. */
export async function FamilyList({
  actor,
  office,
  wanted,
  where,
  filter,
  count,
  mayAssign,
}: {
  readonly actor: UserActor;
  readonly office: Office;
  readonly wanted: GroundcheckListParams;
  readonly where: string | undefined;
  readonly filter: FamilyFilter;
  readonly count: number;
  readonly mayAssign: boolean;
}) {
  const { setelah, wilayah, jenis } = wanted;
  const after = setelah && isFamilyCursor(setelah) ? setelah : null;
  const page = await listUnassigned(db(), actor, filter, after);
  if (page.rows.length === 0)
    return (
      <EmptyState title="Tidak ada keluarga yang menunggu kunjungan">
        {wilayah || jenis
          ? "Semua keluarga pada saringan ini sudah ditugaskan, atau tidak punya kasus yang perlu dikunjungi."
          : "Semua keluarga dengan kasus yang perlu dikunjungi sudah ditugaskan."}
      </EmptyState>
    );
  const now = new Date();
  const counted = formatCappedCount(count, COUNT_LIMIT);
  return (
    <section aria-label="Keluarga yang menunggu kunjungan" className="min-w-0">
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption={
            <span className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
              <span>
                <strong className="tabular text-text">{counted} keluarga</strong>
                {where ? ` di ${where}` : ""} belum ditugaskan, yang paling lama menunggu di atas
              </span>
              {mayAssign && (
                <ButtonLink href={assignAddress({ wilayah, jenis })}>
                  Tugaskan keluarga ini
                </ButtonLink>
              )}
            </span>
          }
          columns={COLUMNS}
          rows={page.rows.map((row) => ({
            ...row,
            age: formatAge(row.openedAt, now, office.timeZone),
          }))}
          rowKey={({ householdId }) => String(householdId)}
        />
      </div>
      <Pagination
        label="Halaman daftar keluarga"
        firstHref={after ? groundcheckListAddress(wanted) : null}
        nextHref={page.next ? groundcheckListAddress(wanted, page.next) : null}
        shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${counted} keluarga`}
      />
    </section>
  );
}

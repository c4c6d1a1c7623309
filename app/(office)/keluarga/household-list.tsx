import Link from "next/link";
import { KindTags } from "@/components/cases/kind-tags";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import { PlaceName } from "@/components/households/place-name";
import { ProgramTags } from "@/components/households/program-tags";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { AreaChoice } from "@/lib/areas/area-choice";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import type { Office } from "@/lib/office/queries";
import { getShiftBorders } from "@/lib/programs/queries";
import {
  COUNT_LIMIT,
  countHouseholds,
  type HouseholdFilter,
  type HouseholdListRow,
  listHouseholds,
} from "@/lib/registry/list-households";
import type { HouseholdListParams } from "@/lib/registry/schema";
import { dayOnCalendar, formatCappedCount, formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { householdListAddress } from "./address";
import { FilterForm } from "./filter-form";
import { NoRelease } from "./no-release";
import type { AreaGroup } from "./search-form";

const column = columnsOf<HouseholdListRow>();

const COLUMNS = column.columns([
  column.accessor("headName", {
    header: "Kepala keluarga",
    cell: ({ row: { original } }) => (
      <Link href={`/keluarga/${original.id}`} prefetch={false}>
        {original.headName ?? "Nama tidak diisi"}
      </Link>
    ),
  }),
  column.accessor("nomorKkEnding", {
    header: "No KK",
    cell: ({ getValue }) => (
      <span className="tabular whitespace-nowrap">{maskNumber(getValue())}</span>
    ),
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ row: { original } }) => <PlaceName {...original} />,
  }),
  column.accessor("memberCount", { header: "Anggota", meta: { align: "end" } }),
  column.accessor("desil", {
    header: "Desil",
    cell: ({ getValue }) => <DesilTag desil={getValue()} />,
  }),
  column.accessor("programs", {
    header: "Program",
    cell: ({ getValue }) => <ProgramTags programs={getValue()} />,
  }),
  column.accessor("openCases", {
    header: "Kasus terbuka",
    cell: ({ getValue }) => <KindTags kinds={getValue().map(({ kind }) => kind)} />,
  }),
]);

/** The families of the current release, filtered by what stands in the address. */
export async function HouseholdList({
  actor,
  office,
  areaGroups,
  wanted,
  area,
}: {
  readonly actor: UserActor;
  readonly office: Office;
  readonly areaGroups: readonly AreaGroup[];
  readonly wanted: HouseholdListParams;
  readonly area: AreaChoice | undefined;
}) {
  const { release } = office;
  if (!release) return <NoRelease />;
  const borders = await getShiftBorders(db(), dayOnCalendar(new Date(), office.timeZone));
  const filter: HouseholdFilter = {
    villageIds: area?.villageIds,
    desil: wanted.desil,
    openCasesOnly: wanted.kasus !== undefined,
    movement: wanted.perubahan && { of: wanted.perubahan, borders },
  };
  // A place in an older release means nothing in this one: the list begins again.
  const after = wanted.setelah?.releaseId === release.id ? wanted.setelah : null;
  const [page, count] = await Promise.all([
    listHouseholds(db(), actor, release.id, filter, after),
    countHouseholds(db(), actor, release.id, filter),
  ]);
  return (
    <div className="grid items-start gap-x-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
      <FilterForm areaGroups={areaGroups} chosen={wanted} borders={borders} />
      {page.rows.length === 0 ? (
        <EmptyState
          title="Tidak ada keluarga yang cocok"
          action={<ButtonLink href="/keluarga">Hapus semua saringan</ButtonLink>}
        >
          Kurangi saringannya, atau pilih wilayah yang lebih luas.
        </EmptyState>
      ) : (
        <section aria-label="Daftar keluarga" className="min-w-0">
          <div className="overflow-x-auto rounded border border-line bg-surface">
            <DataTable
              caption={
                <>
                  <strong className="tabular text-text">
                    {formatCappedCount(count, COUNT_LIMIT)} keluarga
                  </strong>
                  {area ? ` di ${area.text}` : ""}, menurut nama kepala keluarga
                </>
              }
              columns={COLUMNS}
              rows={page.rows}
              rowKey={({ id }) => id}
            />
          </div>
          <Pagination
            label="Halaman daftar keluarga"
            firstHref={after ? householdListAddress(wanted) : null}
            nextHref={page.next ? householdListAddress(wanted, page.next) : null}
            shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${formatCappedCount(count, COUNT_LIMIT)} keluarga`}
          />
        </section>
      )}
    </div>
  );
}

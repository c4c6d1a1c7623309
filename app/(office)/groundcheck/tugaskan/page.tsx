import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeading } from "@/components/ui/page-heading";
import { Pagination } from "@/components/ui/pagination";
import { findAreaChoice } from "@/lib/areas/area-choice";
import { describeAreaNames } from "@/lib/areas/describe-area-names";
import { areasInScopeOfRequest } from "@/lib/areas/queries";
import { requirePermission } from "@/lib/auth/session";
import { db } from "@/lib/db/client";
import { readFamilyFilter } from "@/lib/groundchecks/assign-selection";
import { ASSIGN_LIMIT } from "@/lib/groundchecks/assignment-schema";
import { listCompanions } from "@/lib/groundchecks/companion-loads";
import { AssignPageParams } from "@/lib/groundchecks/list-schema";
import {
  COUNT_LIMIT,
  countUnassigned,
  countUnassignedByVillage,
  listUnassigned,
} from "@/lib/groundchecks/list-unassigned";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatAge, formatCappedCount, formatNumber } from "@/lib/shared/format";
import { areaGroupsOf } from "../../keluarga/area-groups";
import { assignAddress } from "../address";
import { AssignFilterForm } from "./assign-filter-form";
import { AssignForm } from "./assign-form";

export const metadata: Metadata = { title: "Tugaskan kunjungan" };

export default async function AssignPage({ searchParams }: PageProps<"/groundcheck/tugaskan">) {
  const actor = await requirePermission("groundcheck.assign");
  const [office, areas] = await Promise.all([getOfficeOfRequest(), areasInScopeOfRequest(actor)]);
  const params = AssignPageParams.safeParse(await searchParams);
  const wanted = params.success ? params.data : null;
  const filter = wanted && (await readFamilyFilter(db(), actor, wanted));
  const heading = (
    <PageHeading
      back={{ href: "/groundcheck", text: "Groundcheck" }}
      title="Tugaskan kunjungan"
      caption="Pilih keluarga, lalu pilih pendamping. Satu kunjungan memeriksa semua kasus terbuka sebuah keluarga."
    />
  );
  if (!wanted || !filter)
    return (
      <>
        {heading}
        <EmptyState
          title="Saringan ini tidak dikenal"
          action={<ButtonLink href="/groundcheck/tugaskan">Buka tanpa saringan</ButtonLink>}
        >
          Alamat halaman ini memuat saringan yang tidak ada atau wilayah di luar wilayah tugas Anda,
          jadi tidak ada keluarga yang ditampilkan.
        </EmptyState>
      </>
    );

  const wholeRegency = actor.area.level === "regency";
  const [page, count, byVillage, companions] = await Promise.all([
    listUnassigned(db(), actor, filter, wanted.setelah ?? null),
    countUnassigned(db(), actor, filter),
    countUnassignedByVillage(db(), actor, filter, ASSIGN_LIMIT),
    listCompanions(db(), actor),
  ]);
  const area = wanted.wilayah && findAreaChoice(areas, wanted.wilayah, wholeRegency);
  const now = new Date();
  const counted = formatCappedCount(count, COUNT_LIMIT);
  const single = wanted.keluarga !== undefined;
  return (
    <>
      {heading}
      {!single && (
        <AssignFilterForm areaGroups={areaGroupsOf(areas, wholeRegency)} chosen={wanted} />
      )}
      <AssignForm
        // Another page of families is another choice.
        key={`${wanted.keluarga ?? ""} ${assignAddress(wanted, wanted.setelah ?? null)}`}
        single={single}
        filter={{ wilayah: wanted.wilayah, jenis: wanted.jenis, umur: wanted.umur }}
        counted={counted}
        allText={allText(count, counted)}
        where={area ? area.text : undefined}
        byVillage={byVillage}
        families={page.rows.map((family) => ({
          id: String(family.householdId),
          villageId: family.villageId,
          headName: family.headName ?? "Nama tidak diisi",
          kinds: family.kinds,
          kelurahan: family.kelurahan,
          kecamatan: family.kecamatan,
          openedAt: family.openedAt.toISOString(),
          age: formatAge(family.openedAt, now, office.timeZone),
        }))}
        companions={companions.map(({ id, name, load, area: own, areaNames }) => ({
          id,
          name,
          load,
          area: own,
          place: describeAreaNames(areaNames),
        }))}
        pagination={
          single ? null : (
            <Pagination
              label="Halaman daftar keluarga"
              firstHref={wanted.setelah ? assignAddress(wanted) : null}
              nextHref={page.next ? assignAddress(wanted, page.next) : null}
              shown={`Menampilkan ${formatNumber(page.rows.length)} dari ${counted} keluarga`}
            />
          )
        }
      />
    </>
  );
}

function allText(count: number, counted: string): string {
  if (count <= ASSIGN_LIMIT) return `Semua ${counted} keluarga hasil saringan`;
  return `${formatNumber(ASSIGN_LIMIT)} keluarga yang paling lama menunggu dari ${counted} hasil saringan (batas sekali tugaskan)`;
}

import type { Metadata } from "next";
import { ExportPanel } from "@/components/export/export-panel";
import { ButtonLink } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeading } from "@/components/ui/page-heading";
import { findAreaChoice } from "@/lib/areas/area-choice";
import { areasInScopeOfRequest } from "@/lib/areas/queries";
import { may } from "@/lib/auth/policy";
import { requirePermission } from "@/lib/auth/session";
import { KIND_GROUPS, kindsOfGroup } from "@/lib/cases/kinds";
import { KIND_GROUP_LABELS } from "@/lib/cases/labels";
import { countCasesByKind } from "@/lib/cases/list-cases";
import { type CaseFilter, CaseListParams } from "@/lib/cases/schema";
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { listPrograms } from "@/lib/programs/queries";
import { releaseNote } from "@/lib/registry/release-note";
import { formatNumber } from "@/lib/shared/format";
import { areaGroupsOf } from "../keluarga/area-groups";
import { caseListAddress } from "./address";
import { CaseFilterForm } from "./case-filter-form";
import { CaseList } from "./case-list";

export const metadata: Metadata = { title: "Kasus" };

export default async function CasesPage({ searchParams }: PageProps<"/kasus">) {
  const actor = await requirePermission("case.list");
  const [office, areas, programs] = await Promise.all([
    getOfficeOfRequest(),
    areasInScopeOfRequest(actor),
    listPrograms(db()),
  ]);
  const params = CaseListParams.safeParse(await searchParams);
  const wholeRegency = actor.area.level === "regency";
  const wanted = params.success ? params.data : null;
  const area = wanted?.wilayah && findAreaChoice(areas, wanted.wilayah, wholeRegency);
  const programKnown = !wanted?.program || programs.some(({ code }) => code === wanted.program);
  const heading = (
    <PageHeading
      title="Kasus"
      caption={
        office.release
          ? `Kesalahan yang ditemukan sampai ${releaseNote(office.release)}`
          : "Belum ada rilis DTSEN yang diterbitkan"
      }
      actions={
        may(actor.role, "list.export") &&
        wanted && <ExportPanel list="kasus" address={caseListAddress(wanted)} hasNumbers />
      }
    />
  );
  if (!wanted || (wanted.wilayah && !area) || !programKnown)
    return (
      <>
        {heading}
        <RefusedFilter />
      </>
    );

  const filter: CaseFilter = {
    tab: wanted.tab,
    stage: wanted.tahap,
    villageIds: area ? area.villageIds : undefined,
    programCode: wanted.program,
    ageDays: wanted.umur === undefined ? undefined : Number(wanted.umur),
    since: wanted.sejak && office.release?.publishedAt,
  };
  const counts = await countCasesByKind(db(), actor, filter);
  const countOf = (kinds: readonly (keyof typeof counts)[]) =>
    kinds.reduce((sum, kind) => sum + counts[kind], 0);
  const groups = KIND_GROUPS.filter((group) => kindsOfGroup(group).length > 0);
  return (
    <>
      {heading}
      <LinkTabs
        label="Kelompok kasus"
        tabs={[
          {
            href: caseListAddress({ ...wanted, kelompok: undefined, jenis: undefined }),
            text: "Semua",
            count: formatNumber(countOf(groups.flatMap(kindsOfGroup))),
            current: wanted.kelompok === undefined,
          },
          ...groups.map((group) => ({
            href: caseListAddress({ ...wanted, kelompok: group, jenis: undefined }),
            text: KIND_GROUP_LABELS[group],
            count: formatNumber(countOf(kindsOfGroup(group))),
            current: wanted.kelompok === group,
          })),
        ]}
      />
      <div className="grid items-start gap-x-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <CaseFilterForm
          areaGroups={areaGroupsOf(areas, wholeRegency)}
          programs={programs}
          counts={counts}
          chosen={wanted}
        />
        <CaseList
          actor={actor}
          office={office}
          filter={{ ...filter, group: wanted.kelompok, kind: wanted.jenis }}
          wanted={wanted}
          where={area ? area.text : undefined}
        />
      </div>
    </>
  );
}

/** A filter that was ignored would show every case and look like an answer. */
function RefusedFilter() {
  return (
    <EmptyState
      title="Saringan ini tidak dikenal"
      action={<ButtonLink href="/kasus">Buka Kasus tanpa saringan</ButtonLink>}
    >
      Alamat halaman ini memuat saringan yang tidak ada atau wilayah di luar wilayah tugas Anda,
      jadi tidak ada kasus yang ditampilkan.
    </EmptyState>
  );
}

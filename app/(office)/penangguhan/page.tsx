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
import { db } from "@/lib/db/client";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { COUNT_LIMIT, countSuspended } from "@/lib/programs/list-suspended";
import { listPrograms } from "@/lib/programs/queries";
import {
  SUSPENSION_TABS,
  SuspensionListParams,
  type SuspensionTab,
} from "@/lib/programs/suspension-schema";
import { formatCappedCount } from "@/lib/shared/format";
import { areaGroupsOf } from "../keluarga/area-groups";
import { suspensionListAddress } from "./address";
import { SuspensionFilterForm } from "./filter-form";
import { SuspensionList } from "./suspension-list";

export const metadata: Metadata = { title: "Penangguhan" };

const TAB_TEXTS: Record<SuspensionTab, string> = {
  putuskan: "Perlu diputus",
  menunggu: "Menunggu pemeriksaan",
};

/** Aids that the system holds: those about which somebody can decide, and those that still wait for a visit. */
export default async function SuspensionsPage({ searchParams }: PageProps<"/penangguhan">) {
  const actor = await requirePermission("participation.list");
  const [office, areas, programs] = await Promise.all([
    getOfficeOfRequest(),
    areasInScopeOfRequest(actor),
    listPrograms(db()),
  ]);
  const params = SuspensionListParams.safeParse(await searchParams);
  const wholeRegency = actor.area.level === "regency";
  const wanted = params.success ? params.data : null;
  const area = wanted?.wilayah && findAreaChoice(areas, wanted.wilayah, wholeRegency);
  const programKnown = !wanted?.program || programs.some(({ code }) => code === wanted.program);
  const heading = (
    <PageHeading
      title="Penangguhan"
      caption="Bantuan yang ditahan sistem karena desilnya di atas batas, sampai petugas memutuskan: lanjut atau akhiri"
      actions={
        may(actor.role, "list.export") &&
        wanted && (
          <ExportPanel list="penangguhan" address={suspensionListAddress(wanted)} hasNumbers />
        )
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

  const filter = {
    villageIds: area ? area.villageIds : undefined,
    programCode: wanted.program,
    ageDays: wanted.umur === undefined ? undefined : Number(wanted.umur),
    waitsFor: wanted.tunggu,
    since: wanted.sejak && office.release?.publishedAt,
  };
  const counts = await countSuspended(db(), actor, filter);
  return (
    <>
      {heading}
      <LinkTabs
        label="Keadaan bantuan"
        tabs={SUSPENSION_TABS.map((tab) => ({
          href: suspensionListAddress({ ...wanted, tab }),
          text: TAB_TEXTS[tab],
          count: formatCappedCount(counts[tab], COUNT_LIMIT),
          current: wanted.tab === tab,
        }))}
      />
      <div className="grid items-start gap-x-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <SuspensionFilterForm
          areaGroups={areaGroupsOf(areas, wholeRegency)}
          programs={programs}
          chosen={wanted}
        />
        <SuspensionList
          actor={actor}
          office={office}
          filter={{ ...filter, tab: wanted.tab }}
          wanted={wanted}
          count={counts[wanted.tab]}
          where={area ? area.text : undefined}
        />
      </div>
    </>
  );
}

/** A filter that was ignored would show every aid and look like an answer. */
function RefusedFilter() {
  return (
    <EmptyState
      title="Saringan ini tidak dikenal"
      action={<ButtonLink href="/penangguhan">Buka Penangguhan tanpa saringan</ButtonLink>}
    >
      Alamat halaman ini memuat saringan yang tidak ada atau wilayah di luar wilayah tugas Anda,
      jadi tidak ada bantuan yang ditampilkan.
    </EmptyState>
  );
}

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
import { listCompanionProgress } from "@/lib/groundchecks/companion-progress";
import { countGroundchecks } from "@/lib/groundchecks/list-groundchecks";
import {
  GROUNDCHECK_TABS,
  GroundcheckListParams,
  isVisitTab,
  type VisitFilter,
} from "@/lib/groundchecks/list-schema";
import { COUNT_LIMIT, countUnassigned } from "@/lib/groundchecks/list-unassigned";
import { getOfficeOfRequest } from "@/lib/office/queries";
import { formatCappedCount, formatNumber } from "@/lib/shared/format";
import { areaGroupsOf } from "../keluarga/area-groups";
import { assignAddress, groundcheckListAddress } from "./address";
import { CompanionTable } from "./companion-table";
import { FamilyList } from "./family-list";
import { GroundcheckFilterForm } from "./filter-form";
import { TAB_TEXTS } from "./tab-texts";
import { VisitList } from "./visit-list";

export const metadata: Metadata = { title: "Groundcheck" };

export default async function GroundcheckPage({ searchParams }: PageProps<"/groundcheck">) {
  const actor = await requirePermission("groundcheck.list");
  const [office, areas, companions] = await Promise.all([
    getOfficeOfRequest(),
    areasInScopeOfRequest(actor),
    listCompanionProgress(db(), actor),
  ]);
  const params = GroundcheckListParams.safeParse(await searchParams);
  const wholeRegency = actor.area.level === "regency";
  const wanted = params.success ? params.data : null;
  const area = wanted?.wilayah && findAreaChoice(areas, wanted.wilayah, wholeRegency);
  const companion = companions.find(({ id }) => id === wanted?.pendamping);
  const mayAssign = may(actor.role, "groundcheck.assign");
  const heading = (
    <PageHeading
      title="Groundcheck"
      caption="Kunjungan ke rumah keluarga: satu kunjungan memeriksa semua kasusnya yang terbuka"
      actions={
        <>
          {may(actor.role, "list.export") && wanted && (
            <ExportPanel
              list="groundcheck"
              address={groundcheckListAddress(wanted)}
              hasNumbers={wanted.tab !== "pendamping"}
            />
          )}
          {mayAssign && (
            <ButtonLink variant="primary" href={assignAddress({})}>
              Tugaskan kunjungan
            </ButtonLink>
          )}
        </>
      }
    />
  );
  if (!wanted || (wanted.wilayah && !area) || (wanted.pendamping && !companion))
    return (
      <>
        {heading}
        <RefusedFilter />
      </>
    );

  const villageIds = area ? area.villageIds : undefined;
  const filter: VisitFilter = { villageIds, kind: wanted.jenis, companionId: wanted.pendamping };
  const [waiting, visits] = await Promise.all([
    countUnassigned(db(), actor, { villageIds, kind: wanted.jenis }),
    countGroundchecks(db(), actor, filter),
  ]);
  const countOf = (tab: (typeof GROUNDCHECK_TABS)[number]) => {
    if (tab === "belum") return formatCappedCount(waiting, COUNT_LIMIT);
    return formatNumber(tab === "pendamping" ? companions.length : visits[tab]);
  };
  const place = { actor, office, wanted, where: area ? area.text : undefined };
  const { tab } = wanted;
  return (
    <>
      {heading}
      <LinkTabs
        label="Keadaan kunjungan"
        tabs={GROUNDCHECK_TABS.map((one) => ({
          href: groundcheckListAddress({ ...wanted, tab: one }),
          text: TAB_TEXTS[one],
          count: countOf(one),
          current: tab === one,
        }))}
      />
      {tab === "pendamping" ? (
        <CompanionTable companions={companions} office={office} mayReassign={mayAssign} />
      ) : (
        <div className="grid items-start gap-x-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
          <GroundcheckFilterForm
            areaGroups={areaGroupsOf(areas, wholeRegency)}
            companions={companions}
            chosen={wanted}
          />
          {isVisitTab(tab) ? (
            <VisitList {...place} tab={tab} filter={filter} count={visits[tab]} />
          ) : (
            <FamilyList
              {...place}
              filter={{ villageIds, kind: wanted.jenis }}
              count={waiting}
              mayAssign={mayAssign}
            />
          )}
        </div>
      )}
    </>
  );
}

/** A filter that was ignored would show every visit and look like an answer. */
function RefusedFilter() {
  return (
    <EmptyState
      title="Saringan ini tidak dikenal"
      action={<ButtonLink href="/groundcheck">Buka Groundcheck tanpa saringan</ButtonLink>}
    >
      Alamat halaman ini memuat saringan yang tidak ada, atau wilayah dan pendamping di luar wilayah
      tugas Anda, jadi tidak ada kunjungan yang ditampilkan.
    </EmptyState>
  );
}

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
import { PROPOSAL_TAB_LABELS } from "@/lib/proposals/labels";
import { COUNT_LIMIT, countProposalsByTab } from "@/lib/proposals/list-proposals";
import {
  firstProposalTab,
  PROPOSAL_TABS,
  type ProposalFilter,
  ProposalListParams,
} from "@/lib/proposals/schema";
import { formatCappedCount } from "@/lib/shared/format";
import { areaGroupsOf } from "../keluarga/area-groups";
import { proposalListAddress } from "./address";
import { ProposalFilterForm } from "./filter-form";
import { ProposalList } from "./proposal-list";

export const metadata: Metadata = { title: "Usulan" };

export default async function ProposalsPage({ searchParams }: PageProps<"/usulan">) {
  const actor = await requirePermission("proposal.list");
  const [office, areas] = await Promise.all([getOfficeOfRequest(), areasInScopeOfRequest(actor)]);
  const params = ProposalListParams.safeParse(await searchParams);
  const wholeRegency = actor.area.level === "regency";
  const wanted = params.success ? params.data : null;
  const area = wanted?.wilayah && findAreaChoice(areas, wanted.wilayah, wholeRegency);
  const heading = (
    <PageHeading
      title="Usulan"
      caption="Usul tambah, perbaikan, dan hapus, dari draf sampai data berubah"
      actions={
        may(actor.role, "list.export") &&
        wanted && <ExportPanel list="usulan" address={proposalListAddress(wanted)} hasNumbers />
      }
    />
  );
  if (!wanted || (wanted.wilayah && !area))
    return (
      <>
        {heading}
        <RefusedFilter />
      </>
    );

  const tab = wanted.tab ?? firstProposalTab(actor.role);
  const filter: ProposalFilter = {
    tab,
    kind: wanted.jenis,
    villageIds: area ? area.villageIds : undefined,
    ageDays: wanted.umur === undefined ? undefined : Number(wanted.umur),
    withoutBasis: wanted.dasar === "tanpa",
  };
  const counts = await countProposalsByTab(db(), actor, filter);
  return (
    <>
      {heading}
      <LinkTabs
        label="Langkah usulan"
        tabs={PROPOSAL_TABS.map((one) => ({
          href: proposalListAddress({ ...wanted, tab: one }),
          text: PROPOSAL_TAB_LABELS[one],
          count: formatCappedCount(counts[one], COUNT_LIMIT),
          current: one === tab,
        }))}
      />
      <div className="grid items-start gap-x-5 lg:grid-cols-[15rem_minmax(0,1fr)]">
        <ProposalFilterForm
          tab={tab}
          areaGroups={areaGroupsOf(areas, wholeRegency)}
          chosen={wanted}
        />
        <ProposalList
          actor={actor}
          office={office}
          filter={filter}
          wanted={{ ...wanted, tab }}
          count={counts[tab]}
          where={area ? area.text : undefined}
        />
      </div>
    </>
  );
}

/** A filter that was ignored would show every proposal and look like an answer. */
function RefusedFilter() {
  return (
    <EmptyState
      title="Saringan ini tidak dikenal"
      action={<ButtonLink href="/usulan">Buka Usulan tanpa saringan</ButtonLink>}
    >
      Alamatnya memuat saringan yang tidak ada, atau wilayah di luar tugas Anda.
    </EmptyState>
  );
}

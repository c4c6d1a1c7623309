import "server-only";
import { BASIS_LABELS, PROPOSAL_KIND_LABELS, PROPOSAL_STATE_LABELS } from "@/lib/proposals/labels";
import { listProposals, type ProposalListRow } from "@/lib/proposals/list-proposals";
import { firstProposalTab, type ProposalCursor, ProposalListParams } from "@/lib/proposals/schema";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { familyColumns, openFamilies, type WithNumbers } from "../family-columns";
import { EXPORT_BATCH, type ExportColumn, listExport } from "../list-export";
import { daysOf } from "../read-filters";

type Row = WithNumbers<ProposalListRow>;

/** The proposals of a tab of their list. */
export const PROPOSALS_EXPORT = listExport({
  title: "Usulan",
  permission: "proposal.list",
  hasNumbers: true,
  filters: ProposalListParams,
  async open(request) {
    const { client, actor, office, area, fullNumbers } = request;
    const { tab, jenis, umur, dasar } = request.filters;
    const filter = {
      ...area,
      tab: tab ?? firstProposalTab(actor.role),
      kind: jenis,
      ageDays: daysOf(umur),
      withoutBasis: dasar === "tanpa",
    };
    return openFamilies(
      request,
      proposalColumns(office.timeZone, fullNumbers),
      (after: ProposalCursor | null) => listProposals(client, actor, filter, after, EXPORT_BATCH),
    );
  },
});

function proposalColumns(timeZone: TimeZone, fullNumbers: boolean): readonly ExportColumn<Row>[] {
  return [
    { title: "Nomor usulan", value: ({ number }) => number },
    { title: "Jenis usulan", value: ({ kind }) => PROPOSAL_KIND_LABELS[kind] },
    { title: "Status", value: ({ state }) => PROPOSAL_STATE_LABELS[state].text },
    { title: "Sejak", value: ({ since }) => dayOnCalendar(since, timeZone) },
    ...familyColumns<Row>(fullNumbers),
    { title: "Perubahan", value: ({ changeCount }) => changeCount },
    { title: "Kasus", value: ({ caseCount }) => caseCount },
    { title: "Dasar", value: ({ basisKind }) => basisKind && BASIS_LABELS[basisKind] },
  ];
}

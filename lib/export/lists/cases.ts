import "server-only";
import { caseName } from "@/lib/cases/case-name";
import { ERROR_KINDS } from "@/lib/cases/kinds";
import { CASE_STATE_LABELS, KIND_GROUP_LABELS } from "@/lib/cases/labels";
import { type CaseListRow, listCases } from "@/lib/cases/list-cases";
import { type CaseCursor, type CaseFilter, CaseListParams } from "@/lib/cases/schema";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { familyColumns, openFamilies, type WithNumbers } from "../family-columns";
import { EXPORT_BATCH, type ExportColumn, listExport } from "../list-export";
import { daysOf } from "../read-filters";

/** The error cases of a tab of the case list. */
export const CASES_EXPORT = listExport({
  title: "Kasus",
  permission: "case.list",
  hasNumbers: true,
  filters: CaseListParams,
  async open(request) {
    const { client, actor, office, filters, area, fullNumbers } = request;
    const { tab, kelompok, jenis, tahap, program, umur, sejak } = filters;
    const filter: CaseFilter = {
      ...area,
      tab,
      group: kelompok,
      kind: jenis,
      stage: tahap,
      programCode: program,
      ageDays: daysOf(umur),
      since: sejak && office.release?.publishedAt,
    };
    return openFamilies(
      request,
      caseColumns(office.timeZone, fullNumbers),
      (after: CaseCursor | null) => listCases(client, actor, filter, after, EXPORT_BATCH),
    );
  },
});

function caseColumns(
  timeZone: TimeZone,
  fullNumbers: boolean,
): readonly ExportColumn<WithNumbers<CaseListRow>>[] {
  return [
    { title: "Nomor kasus", value: ({ id }) => Number(id) },
    { title: "Kelompok", value: ({ kind }) => KIND_GROUP_LABELS[ERROR_KINDS[kind].group] },
    { title: "Jenis kasus", value: ({ kind, programCode }) => caseName(kind, programCode) },
    { title: "Tahap", value: ({ state }) => CASE_STATE_LABELS[state].text },
    { title: "Belum berubah", value: ({ unchanged }) => (unchanged ? "ya" : "") },
    { title: "Anggota", value: ({ personName }) => personName },
    ...familyColumns<WithNumbers<CaseListRow>>(fullNumbers),
    { title: "Desil sebelumnya", value: ({ desilBefore }) => desilBefore },
    { title: "Desil", value: ({ desil }) => desil },
    { title: "Dibuka", value: ({ openedAt }) => dayOnCalendar(openedAt, timeZone) },
    {
      title: "Ditutup",
      value: ({ closedAt }) => closedAt && dayOnCalendar(closedAt, timeZone),
    },
  ];
}

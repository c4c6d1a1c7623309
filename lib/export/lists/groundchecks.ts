import "server-only";
import { kindName } from "@/lib/cases/case-name";
import {
  type CompanionProgress,
  listCompanionProgress,
} from "@/lib/groundchecks/companion-progress";
import { GROUNDCHECK_RESULT_LABELS, GROUNDCHECK_STATE_LABELS } from "@/lib/groundchecks/labels";
import { type GroundcheckListRow, listGroundchecks } from "@/lib/groundchecks/list-groundchecks";
import {
  type FamilyCursor,
  GroundcheckListParams,
  isVisitTab,
  type VisitCursor,
} from "@/lib/groundchecks/list-schema";
import { listUnassigned, type UnassignedFamily } from "@/lib/groundchecks/list-unassigned";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { familyColumns, openFamilies, type WithNumbers } from "../family-columns";
import { EXPORT_BATCH, type ExportColumn, listExport, oneBatch, openExport } from "../list-export";

type Visit = WithNumbers<GroundcheckListRow>;
type Family = WithNumbers<UnassignedFamily>;

/** The tabs of the groundcheck page: families nobody visits yet, visits, and companions. */
export const GROUNDCHECKS_EXPORT = listExport({
  title: "Groundcheck",
  permission: "groundcheck.list",
  hasNumbers: true,
  filters: GroundcheckListParams,
  async open(request) {
    const { client, actor, office, area, fullNumbers } = request;
    const { tab, pendamping, jenis } = request.filters;
    if (tab === "pendamping")
      return openExport(
        companionColumns(office.timeZone),
        oneBatch(listCompanionProgress(client, actor)),
      );
    if (isVisitTab(tab)) {
      const filter = { ...area, kind: jenis, companionId: pendamping };
      return openFamilies(
        request,
        visitColumns(office.timeZone, fullNumbers),
        (after: VisitCursor | null) =>
          listGroundchecks(client, actor, tab, filter, after, EXPORT_BATCH),
      );
    }
    const filter = { ...area, kind: jenis };
    return openFamilies(
      request,
      waitingColumns(office.timeZone, fullNumbers),
      (after: FamilyCursor | null) => listUnassigned(client, actor, filter, after, EXPORT_BATCH),
    );
  },
});

function visitColumns(timeZone: TimeZone, fullNumbers: boolean): readonly ExportColumn<Visit>[] {
  return [
    { title: "Status", value: ({ state }) => GROUNDCHECK_STATE_LABELS[state].text },
    { title: "Hasil", value: ({ result }) => result && GROUNDCHECK_RESULT_LABELS[result] },
    { title: "Pendamping", value: ({ companionName }) => companionName },
    { title: "Sejak", value: ({ since }) => dayOnCalendar(since, timeZone) },
    { title: "Selesai", value: ({ endedAt }) => endedAt && dayOnCalendar(endedAt, timeZone) },
    ...familyColumns<Visit>(fullNumbers),
    { title: "Kasus", value: ({ kinds }) => kinds.map(kindName).join(", ") },
    { title: "Kiriman bertentangan", value: ({ openConflict }) => (openConflict ? "ya" : "") },
  ];
}

function waitingColumns(timeZone: TimeZone, fullNumbers: boolean): readonly ExportColumn<Family>[] {
  return [
    { title: "Menunggu sejak", value: ({ openedAt }) => dayOnCalendar(openedAt, timeZone) },
    ...familyColumns<Family>(fullNumbers),
    { title: "Kasus", value: ({ kinds }) => kinds.map(kindName).join(", ") },
  ];
}

function companionColumns(timeZone: TimeZone): readonly ExportColumn<CompanionProgress>[] {
  return [
    { title: "Pendamping", value: ({ name }) => name },
    { title: "Akun", value: ({ active }) => (active ? "aktif" : "nonaktif") },
    { title: "Pada pendamping", value: ({ load }) => load },
    { title: "Menunggu verifikasi", value: ({ submitted }) => submitted },
    { title: "Terverifikasi", value: ({ verified }) => verified },
    { title: "Terlama sejak", value: ({ oldest }) => oldest && dayOnCalendar(oldest, timeZone) },
  ];
}

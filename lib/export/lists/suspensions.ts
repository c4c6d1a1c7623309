import "server-only";
import { listSuspended } from "@/lib/programs/list-suspended";
import { standingWords } from "@/lib/programs/standing-words";
import { type SuspensionRow, standingOf } from "@/lib/programs/suspension";
import { type SuspensionCursor, SuspensionListParams } from "@/lib/programs/suspension-schema";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { familyColumns, openFamilies, type WithNumbers } from "../family-columns";
import { EXPORT_BATCH, type ExportColumn, listExport } from "../list-export";
import { daysOf } from "../read-filters";

type Row = WithNumbers<SuspensionRow>;

/** The aids that are held. */
export const SUSPENSIONS_EXPORT = listExport({
  title: "Penangguhan",
  permission: "participation.list",
  hasNumbers: true,
  filters: SuspensionListParams,
  async open(request) {
    const { client, actor, office, area, fullNumbers } = request;
    const { tab, program, umur, tunggu, sejak } = request.filters;
    const filter = {
      ...area,
      tab,
      programCode: program,
      ageDays: daysOf(umur),
      waitsFor: tunggu,
      since: sejak && office.release?.publishedAt,
    };
    return openFamilies(
      request,
      suspensionColumns(office.timeZone, fullNumbers),
      (after: SuspensionCursor | null) => listSuspended(client, actor, filter, after, EXPORT_BATCH),
    );
  },
});

function suspensionColumns(timeZone: TimeZone, fullNumbers: boolean): readonly ExportColumn<Row>[] {
  return [
    { title: "Program", value: ({ programName }) => programName },
    { title: "Ditangguhkan sejak", value: ({ since }) => dayOnCalendar(since, timeZone) },
    ...familyColumns<Row>(fullNumbers),
    { title: "Penerima", value: ({ recipientName }) => recipientName },
    { title: "Desil", value: ({ desil }) => desil },
    { title: "Batas desil", value: ({ limit }) => limit },
    { title: "Dasar", value: ({ legalBasis }) => legalBasis },
    { title: "Keadaan", value: (row) => standingWords(standingOf(row)) },
  ];
}

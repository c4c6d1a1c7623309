import "server-only";
import { listSuspended } from "@/lib/programs/list-suspended";
import { standingWords } from "@/lib/programs/standing-words";
import { type SuspensionRow, standingOf } from "@/lib/programs/suspension";
import { type SuspensionCursor, SuspensionListParams } from "@/lib/programs/suspension-schema";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { familyColumns, type WithNumbers, withNumbers } from "../family-columns";
import {
  EXPORT_BATCH,
  type ExportColumn,
  everyPage,
  type ListExport,
  openExport,
} from "../list-export";
import { daysOf, isKnownProgram, readAreaFilter } from "../read-filters";

type Row = WithNumbers<SuspensionRow>;

/** The aids that are held. */
export const SUSPENSIONS_EXPORT: ListExport = {
  title: "Penangguhan",
  permission: "participation.list",
  hasNumbers: true,
  async open(request) {
    const { client, actor, office, filters, fullNumbers } = request;
    const params = SuspensionListParams.safeParse(filters);
    if (!params.success) return null;
    const { tab, wilayah, program, umur, tunggu, sejak } = params.data;
    const area = await readAreaFilter(request, wilayah);
    if (!area || !(await isKnownProgram(request, program))) return null;
    const filter = {
      ...area,
      tab,
      programCode: program,
      ageDays: daysOf(umur),
      waitsFor: tunggu,
      since: sejak && office.release?.publishedAt,
    };
    const batches = everyPage((after: SuspensionCursor | null) =>
      listSuspended(client, actor, filter, after, EXPORT_BATCH),
    );
    return openExport(
      suspensionColumns(office.timeZone, fullNumbers),
      withNumbers(client, batches, ({ householdId }) => householdId, fullNumbers),
    );
  },
};

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

import "server-only";
import { kindName } from "@/lib/cases/case-name";
import { programShortName } from "@/lib/programs/labels";
import { getShiftBorders } from "@/lib/programs/queries";
import { type HouseholdListRow, listHouseholds } from "@/lib/registry/list-households";
import { HouseholdListParams } from "@/lib/registry/schema";
import { dayOnCalendar } from "@/lib/shared/format";
import { familyColumns, type WithNumbers, withNumbers } from "../family-columns";
import {
  EXPORT_BATCH,
  type ExportColumn,
  everyPage,
  type ListExport,
  openExport,
} from "../list-export";
import { readAreaFilter } from "../read-filters";

const COLUMNS: readonly ExportColumn<WithNumbers<HouseholdListRow>>[] = [
  { title: "Desil nasional", value: ({ desil }) => desil },
  { title: "Anggota", value: ({ memberCount }) => memberCount },
  { title: "Program aktif", value: ({ programs }) => programsIn(programs, "active") },
  { title: "Program ditangguhkan", value: ({ programs }) => programsIn(programs, "suspended") },
  {
    title: "Kasus terbuka",
    value: ({ openCases }) => [...new Set(openCases.map(({ kind }) => kindName(kind)))].join(", "),
  },
];

/** The families of the release in force. */
export const HOUSEHOLDS_EXPORT: ListExport = {
  title: "Registri keluarga",
  permission: "household.list",
  hasNumbers: true,
  async open(request) {
    const { client, actor, office, filters, fullNumbers } = request;
    const params = HouseholdListParams.safeParse(filters);
    // What was searched for is remembered for the person, not a list of its own.
    if (!params.success || params.data.cari) return null;
    const { wilayah, desil, kasus, perubahan } = params.data;
    const area = await readAreaFilter(request, wilayah);
    if (!area) return null;
    const borders = await getShiftBorders(client, dayOnCalendar(new Date(), office.timeZone));
    const movement = perubahan && { of: perubahan, borders };
    const filter = { ...area, desil, openCasesOnly: kasus === "terbuka", movement };
    const { release } = office;
    const batches = everyPage(async (after: Parameters<typeof listHouseholds>[4]) =>
      release === null
        ? { rows: [], next: null }
        : listHouseholds(client, actor, release.id, filter, after, EXPORT_BATCH),
    );
    return openExport(
      [...familyColumns(fullNumbers), ...COLUMNS],
      withNumbers(client, batches, ({ id }) => id, fullNumbers),
    );
  },
};

function programsIn(
  programs: HouseholdListRow["programs"],
  wanted: HouseholdListRow["programs"][number]["state"],
): string {
  return programs
    .filter(({ state }) => state === wanted)
    .map(({ code }) => programShortName(code))
    .join(", ");
}

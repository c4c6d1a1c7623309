import "server-only";
import { kindName } from "@/lib/cases/case-name";
import { programShortName } from "@/lib/programs/labels";
import { getShiftBorders } from "@/lib/programs/queries";
import { type HouseholdListRow, listHouseholds } from "@/lib/registry/list-households";
import { HouseholdListParams } from "@/lib/registry/schema";
import { dayOnCalendar } from "@/lib/shared/format";
import { familyColumns, openFamilies, type WithNumbers } from "../family-columns";
import { EXPORT_BATCH, type ExportColumn, listExport } from "../list-export";

type Row = WithNumbers<HouseholdListRow & { readonly householdId: string }>;

const COLUMNS: readonly ExportColumn<Row>[] = [
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
export const HOUSEHOLDS_EXPORT = listExport({
  title: "Registri keluarga",
  permission: "household.list",
  hasNumbers: true,
  filters: HouseholdListParams,
  async open(request) {
    const { client, actor, office, area, fullNumbers } = request;
    const { cari, desil, kasus, perubahan } = request.filters;
    // What was searched for is remembered for the person, not a list of its own.
    if (cari) return null;
    const borders = await getShiftBorders(client, dayOnCalendar(new Date(), office.timeZone));
    const movement = perubahan && { of: perubahan, borders };
    const filter = { ...area, desil, openCasesOnly: kasus === "terbuka", movement };
    const { release } = office;
    return openFamilies(
      request,
      [...familyColumns<Row>(fullNumbers), ...COLUMNS],
      async (after: Parameters<typeof listHouseholds>[4]) => {
        if (release === null) return { rows: [], next: null };
        const page = await listHouseholds(client, actor, release.id, filter, after, EXPORT_BATCH);
        return { ...page, rows: page.rows.map((row) => ({ ...row, householdId: row.id })) };
      },
    );
  },
});

function programsIn(
  programs: HouseholdListRow["programs"],
  wanted: HouseholdListRow["programs"][number]["state"],
): string {
  return programs
    .filter(({ state }) => state === wanted)
    .map(({ code }) => programShortName(code))
    .join(", ");
}

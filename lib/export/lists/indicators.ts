import "server-only";
import { INDICATORS } from "@/lib/insights/indicators";
import { type IndicatorEntry, listIndicatorEntries } from "@/lib/insights/list-indicators";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { type ExportColumn, listExport, NO_FILTERS, oneBatch, openExport } from "../list-export";

const { name, unit } = INDICATORS.poor_people;

/** The published series that stands beside the office's figures, with what was corrected in it. */
export const INDICATORS_EXPORT = listExport({
  title: "Indikator",
  permission: "indicator.list",
  hasNumbers: false,
  filters: NO_FILTERS,
  async open({ client, office }) {
    return openExport(
      entryColumns(office.timeZone),
      oneBatch(listIndicatorEntries(client, "poor_people")),
    );
  },
});

function entryColumns(timeZone: TimeZone): readonly ExportColumn<IndicatorEntry>[] {
  return [
    { title: "Indikator", value: () => name },
    { title: "Tahun", value: ({ year }) => year },
    { title: `Nilai (${unit})`, value: ({ value }) => value },
    { title: "Berlaku", value: ({ holds }) => (holds ? "ya" : "tidak") },
    { title: "Sumber", value: ({ source }) => source },
    { title: "Dicatat", value: ({ enteredAt }) => formatInstant(enteredAt, timeZone) },
    { title: "Dicatat oleh", value: ({ enteredBy }) => enteredBy ?? "sistem" },
  ];
}

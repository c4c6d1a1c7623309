import "server-only";
import { IMPORT_KIND_LABELS, IMPORT_STATE_LABELS } from "@/lib/import/labels";
import { listImportRuns } from "@/lib/import/queries";
import { programShortName } from "@/lib/programs/labels";
import { dayOnCalendar, type TimeZone } from "@/lib/shared/format";
import { type ExportColumn, everyPage, listExport, NO_FILTERS, openExport } from "../list-export";

type Run = Awaited<ReturnType<typeof listImportRuns>>["runs"][number];

/** The history of imports. */
export const IMPORTS_EXPORT = listExport({
  title: "Impor",
  permission: "import.list",
  hasNumbers: false,
  filters: NO_FILTERS,
  async open({ client, actor, office }) {
    const batches = everyPage(async (after: string | null) => {
      const { runs, next } = await listImportRuns(client, actor, after ?? undefined);
      return { rows: runs, next };
    });
    return openExport(runColumns(office.timeZone), batches);
  },
});

function runColumns(timeZone: TimeZone): readonly ExportColumn<Run>[] {
  return [
    { title: "Nama", value: ({ name }) => name },
    { title: "Jenis", value: ({ kind }) => IMPORT_KIND_LABELS[kind] },
    { title: "Program", value: ({ programCode }) => programCode && programShortName(programCode) },
    { title: "Keadaan data", value: ({ asOf }) => asOf?.toISOString().slice(0, 10) ?? null },
    { title: "Status", value: ({ state }) => IMPORT_STATE_LABELS[state].text },
    { title: "Berkas", value: ({ files }) => files.map(({ name }) => name).join(", ") },
    { title: "Baris", value: (run) => sum(run, "rowsRead") },
    { title: "Baris baik", value: (run) => sum(run, "rowsGood") },
    { title: "Ditolak", value: (run) => sum(run, "rowsRejected") },
    { title: "Disiapkan", value: ({ createdAt }) => dayOnCalendar(createdAt, timeZone) },
    { title: "Disiapkan oleh", value: ({ createdByName }) => createdByName },
    {
      title: "Terbit",
      value: ({ publishedAt }) => publishedAt && dayOnCalendar(publishedAt, timeZone),
    },
    { title: "Diterbitkan oleh", value: ({ publishedByName }) => publishedByName },
  ];
}

function sum({ files }: Run, count: "rowsRead" | "rowsGood" | "rowsRejected"): number {
  return files.reduce((total, file) => total + file[count], 0);
}

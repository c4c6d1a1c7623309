import "server-only";
import { Readable } from "node:stream";
import { dayOnCalendar, formatInstant, type TimeZone } from "@/lib/shared/format";
import { CSV_BOM, csvRow } from "./csv-row";
import type { ExportCell, ExportRequest, OpenedExport } from "./list-export";
import type { ExportFormat } from "./schema";
import { textStream } from "./text-stream";
import { workbookStream } from "./write-xlsx";

export const CONTENT_TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const satisfies Record<ExportFormat, string>;

/** What a file says of itself: which list, taken by whom, when and for what. */
export interface ExportFacts {
  readonly title: string;
  readonly purpose: string;
  readonly filters: string;
  readonly takenAt: Date;
}

/** A list as the body of an answer, made only as fast as it is fetched. */
export function exportResponse(
  { columns, rows }: OpenedExport,
  format: ExportFormat,
  facts: ExportFacts,
  request: Pick<ExportRequest, "actor" | "office">,
): Response {
  const body =
    format === "csv"
      ? textStream(csvLines(columns, rows))
      : toWebStream(workbookStream({ columns, rows, notes: notesOf(facts, request) }));
  return new Response(body, {
    headers: {
      "Content-Type": CONTENT_TYPES[format],
      "Content-Disposition": `attachment; filename="${fileName(facts, format, request.office.timeZone)}"`,
      "X-Content-Type-Options": "nosniff",
    },
  });
}

async function* csvLines(
  columns: readonly string[],
  rows: AsyncGenerator<readonly ExportCell[]>,
): AsyncGenerator<string> {
  yield CSV_BOM + csvRow(columns);
  for await (const row of rows)
    yield csvRow(row.map((cell) => (cell === null ? "" : String(cell))));
}

function notesOf(
  { title, purpose, filters, takenAt }: ExportFacts,
  { actor, office }: Pick<ExportRequest, "actor" | "office">,
): readonly (readonly [string, string])[] {
  const { release } = office;
  return [
    ["Daftar", title],
    ["Saringan", filters || "tanpa saringan"],
    ["Kantor", office.name],
    [
      "Rilis DTSEN",
      release ? `${release.name}, keadaan ${release.asOf.toISOString().slice(0, 10)}` : "belum ada",
    ],
    ["Diunduh oleh", `${actor.name} (${actor.username})`],
    ["Waktu", formatInstant(takenAt, office.timeZone)],
    ["Tujuan", purpose],
    [
      "Perhatian",
      "Memuat data pribadi. Pakai hanya untuk tujuan di atas, dan hapus setelah selesai.",
    ],
  ];
}

function fileName(
  { title, takenAt }: ExportFacts,
  format: ExportFormat,
  timeZone: TimeZone,
): string {
  const words = title.toLowerCase().replace(/[^a-z0-9]+/g, "-");
  return `${words}-${dayOnCalendar(takenAt, timeZone)}.${format}`;
}

/** Node's type of a web stream and the browser's describe the same object. */
export function toWebStream(stream: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(stream) as ReadableStream<Uint8Array>;
}

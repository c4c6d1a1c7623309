import { z } from "zod";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { CONTENT_TYPES, toWebStream } from "@/lib/export/export-file";
import { textStream } from "@/lib/export/text-stream";
import { workbookStream } from "@/lib/export/write-xlsx";
import { findImportFile, readRejectedRows } from "@/lib/import/queries";
import { rejectedRows, rejectedRowsCsv } from "@/lib/import/rejected-rows";

/** The rejected rows of one file, streamed; they hold personal data, so that they were taken is audited. */
export const GET = defineRoute({
  permission: "import.download",
  params: z.object({ runId: z.uuid(), fileId: z.uuid() }),
  async handle({ request, actor, params: { runId, fileId } }) {
    const format = request.nextUrl.searchParams.get("bentuk") === "xlsx" ? "xlsx" : "csv";
    const file = await findImportFile(db(), actor, fileId);
    if (file?.runId !== runId) return problem(404, "Berkas tidak ditemukan.");
    await recordAudit(db(), actor, {
      action: "import.download",
      subject: "import",
      subjectId: runId,
      detail: { fileId, format, content: "rejected_rows" },
    });
    const rows = readRejectedRows(db(), actor, fileId);
    const body =
      format === "csv"
        ? textStream(rejectedRowsCsv(file, rows))
        : toWebStream(workbookStream({ ...rejectedRows(file, rows), notes: NOTES, toEdit: true }));
    return new Response(body, {
      headers: {
        "Content-Type": CONTENT_TYPES[format],
        "Content-Disposition": attachment(`ditolak - ${withEnding(file.name, format)}`),
        "X-Content-Type-Options": "nosniff",
      },
    });
  },
});

/** What the workbook says of itself to the person who repairs it. */
const NOTES = [
  ["Cara memperbaiki", "Ubah isi kolom asli saja. Kolom alasan menyebut yang keliru."],
  ["Jangan diubah", "Judul kolom dan kolom baris: dari situ diketahui baris mana yang diperbaiki."],
  ["Setelah itu", "Unggah berkas ini di halaman Perbaiki baris yang ditolak dari impor yang sama."],
] as const;

/** The name of the imported file, ending as what is given back. */
function withEnding(name: string, format: "xlsx" | "csv"): string {
  return `${name.replace(/\.(?:csv|txt|xlsx|zip|gz)$/i, "")}.${format}`;
}

/** A file's name in a header: the plain form for old clients, the encoded one for every letter. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w .()-]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

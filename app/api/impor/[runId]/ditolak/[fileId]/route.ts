import { z } from "zod";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { textStream } from "@/lib/export/text-stream";
import { findImportFile, readRejectedRows } from "@/lib/import/queries";
import { rejectedRowsCsv } from "@/lib/import/rejected-rows";

/** The rejected rows of one file, streamed; they hold personal data, so that they were taken is audited. */
export const GET = defineRoute({
  permission: "import.download",
  params: z.object({ runId: z.uuid(), fileId: z.uuid() }),
  async handle({ actor, params: { runId, fileId } }) {
    const file = await findImportFile(db(), actor, fileId);
    if (file?.runId !== runId) return problem(404, "Berkas tidak ditemukan.");
    await recordAudit(db(), actor, {
      action: "import.download",
      subject: "import",
      subjectId: runId,
      detail: { fileId, content: "rejected_rows" },
    });
    const csv = rejectedRowsCsv(file, readRejectedRows(db(), actor, fileId));
    return new Response(textStream(csv), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": attachment(`ditolak - ${file.name}`),
        "X-Content-Type-Options": "nosniff",
      },
    });
  },
});

/** A file's name in a header: the plain form for old clients, the encoded one for every letter. */
function attachment(name: string): string {
  const plain = name.replace(/[^\w .()-]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}

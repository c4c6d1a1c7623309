import { z } from "zod";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { db } from "@/lib/db/client";
import { downloadBatch } from "@/lib/hand-over/download-batch";
import { getOfficeOfRequest } from "@/lib/office/queries";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** A hand-over list as a workbook with NIK and No KK in full; that it was taken is audited. */
export const GET = defineRoute({
  permission: "hand_over.download",
  params: z.object({ batchId: z.uuid() }),
  async handle({ actor, params: { batchId } }) {
    const office = await getOfficeOfRequest();
    const file = await db().$transaction((tx) => downloadBatch(tx, actor, office, batchId));
    if (!file) return problem(404, "Daftar serah terima tidak ditemukan.");
    return new Response(new Uint8Array(file.content), {
      headers: {
        "Content-Type": XLSX,
        "Content-Disposition": `attachment; filename="${file.name}"`,
        "X-Content-Type-Options": "nosniff",
      },
    });
  },
});

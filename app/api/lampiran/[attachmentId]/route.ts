import { z } from "zod";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { readImage } from "@/lib/attachments/read-image";
import { AttachmentId } from "@/lib/attachments/schema";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";

/** A picture of a visit or a proposal, as we made it: never the file that came. */
export const GET = defineRoute({
  permission: "attachment.view",
  params: z.object({ attachmentId: AttachmentId }),
  async handle({ actor, params: { attachmentId } }) {
    const jpeg = await readImage(db(), actor, env().TEPAT_DATA_DIR, attachmentId);
    if (!jpeg) {
      await recordAudit(db(), actor, {
        action: "access.deny",
        subject: "attachment",
        subjectId: attachmentId,
        detail: { permission: "attachment.view" },
      });
      return problem(404, "Foto tidak ditemukan.");
    }
    return new Response(new Uint8Array(jpeg), {
      headers: {
        "Content-Type": "image/jpeg",
        "Content-Disposition": `inline; filename="foto-${attachmentId}.jpg"`,
        "Content-Security-Policy": "default-src 'none'; sandbox",
      },
    });
  },
});

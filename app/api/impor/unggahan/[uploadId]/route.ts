import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import { env } from "@/lib/env";
import { dropUpload } from "@/lib/import/uploads/upload-folder";
import { findOwnUpload, refuse } from "../upload-refusal";

/** Gives an upload up: what came of it is deleted at once. */
export const DELETE = defineRoute({
  permission: "import.create",
  params: z.object({ uploadId: z.uuid() }),
  async handle({ actor, params: { uploadId } }) {
    const upload = await findOwnUpload(actor, uploadId);
    if (!upload) return refuse("upload_gone");
    await dropUpload(env().TEPAT_DATA_DIR, upload.id);
    return new Response(null, { status: 204 });
  },
});

import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import { env } from "@/lib/env";
import { beginUpload } from "@/lib/import/uploads/begin-upload";
import { BeginUpload } from "@/lib/import/uploads/schema";
import { readRequest } from "./read-request";
import { refuse } from "./upload-refusal";

const MEGABYTE = 1024 * 1024;

/** Begins to take a file in parts, or tells which parts of it are there already. */
export const POST = defineRoute({
  permission: "import.create",
  params: z.object({}),
  async handle({ request, actor }) {
    const file = await readRequest(request, BeginUpload);
    if (!file) return refuse("unreadable");
    const { TEPAT_DATA_DIR, TEPAT_UPLOAD_MAX_MB, TEPAT_UPLOAD_QUOTA_MB } = env();
    const begun = await beginUpload(TEPAT_DATA_DIR, file, {
      createdBy: actor.id,
      now: new Date(),
      limitBytes: TEPAT_UPLOAD_MAX_MB * MEGABYTE,
      quotaBytes: TEPAT_UPLOAD_QUOTA_MB * MEGABYTE,
    });
    if (!begun.ok) return refuse(begun.problem.code, file.name);
    const { upload, parts } = begun.value;
    return Response.json({ uploadId: upload.id, partBytes: upload.partBytes, parts });
  },
});

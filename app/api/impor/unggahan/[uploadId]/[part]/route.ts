import { z } from "zod";
import { defineRoute, type RouteRequest } from "@/lib/actions/define-route";
import { env } from "@/lib/env";
import { Digest } from "@/lib/import/uploads/schema";
import { storePart } from "@/lib/import/uploads/store-part";
import { findOwnUpload, refuse } from "../../upload-refusal";

const PartAddress = z.object({
  uploadId: z.uuid(),
  part: z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number),
});

/** One part of a file: the body is the part itself, its digest stands in a header of ours. */
export const PUT = defineRoute<typeof PartAddress, RouteRequest>({
  permission: "import.create",
  params: PartAddress,
  async handle({ request, actor, params: { uploadId, part: index } }) {
    const upload = await findOwnUpload(actor, uploadId);
    if (!upload) return refuse("upload_gone");
    const digest = Digest.safeParse(request.headers.get("x-part-sha256"));
    if (!digest.success || !request.body) return refuse("unreadable");
    const part = { index, sha256: digest.data, content: request.body };
    const stored = await storePart(env().TEPAT_DATA_DIR, upload, part);
    return stored.ok ? new Response(null, { status: 204 }) : refuse(stored.problem.code);
  },
});

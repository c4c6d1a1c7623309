import type { NextRequest } from "next/server";
import { z } from "zod";
import { refuseWithoutHeader } from "@/app/api/v1/field-request";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { readBody } from "@/lib/actions/read-body";
import { AttachmentId, IMAGE_BYTES_MAX, ToldCapture } from "@/lib/attachments/schema";
import { IMAGE_SENTENCES, IMAGE_TOO_LARGE } from "@/lib/attachments/sentences";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { type PhotoProblem, receivePhoto } from "@/lib/groundchecks/receive-photo";
import { GroundcheckId } from "@/lib/groundchecks/schema";

const SENTENCES = {
  ...IMAGE_SENTENCES,
  closed: "Groundcheck ini sudah dikirim atau dibatalkan; foto tidak dapat ditambahkan lagi.",
  not_found: "Groundcheck ini tidak ditemukan di antara tugas Anda.",
} as const satisfies Record<PhotoProblem["code"], string>;

const STATUS = {
  empty: 400,
  not_an_image: 400,
  too_many_pixels: 400,
  altered: 409,
  closed: 409,
  not_found: 404,
  disk_full: 507,
} as const satisfies Record<PhotoProblem["code"], number>;

const Query = z.strictObject({ pertanyaan: z.string().regex(/^[\w-]{1,40}$/) });

/** One photo of a visit: the body is the picture itself. */
export const PUT = defineRoute({
  permission: "task.submit",
  params: z.object({ groundcheckId: GroundcheckId, photoId: AttachmentId }),
  async handle({ request, actor, params: { groundcheckId, photoId } }) {
    const refusal = refuseWithoutHeader(request);
    if (refusal) return refusal;
    const query = Query.safeParse(Object.fromEntries(request.nextUrl.searchParams));
    const told = ToldCapture.safeParse(toldBy(request));
    if (!query.success || !told.success) return problem(400, "Keterangan foto tidak benar.");
    const body = await readBody(request, IMAGE_BYTES_MAX);
    if (!body.ok) return problem(413, IMAGE_TOO_LARGE);
    const received = await receivePhoto(db(), actor, env().TEPAT_DATA_DIR, {
      ...{ groundcheckId, photoId, bytes: body.value, told: told.data },
      question: query.data.pertanyaan,
    });
    if (received.ok) {
      const { repeated, ...receipt } = received.value;
      return Response.json(receipt, { status: repeated ? 200 : 201 });
    }
    const { code } = received.problem;
    if (code === "not_found") {
      await recordAudit(db(), actor, {
        action: "access.deny",
        subject: "groundcheck",
        subjectId: groundcheckId,
        detail: { permission: "task.submit" },
      });
    }
    return problem(STATUS[code], SENTENCES[code]);
  },
});

function toldBy({ headers }: NextRequest) {
  return { position: headers.get("x-tepat-position"), takenAt: headers.get("x-tepat-taken-at") };
}

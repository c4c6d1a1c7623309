import { z } from "zod";
import { refuseWithoutHeader } from "@/app/api/v1/field-request";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { readBody } from "@/lib/actions/read-body";
import { AttachmentId, IMAGE_BYTES_MAX } from "@/lib/attachments/schema";
import { IMAGE_SENTENCES, IMAGE_TOO_LARGE } from "@/lib/attachments/sentences";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { addEvidence, EVIDENCE_MAX, type EvidenceProblem } from "@/lib/proposals/add-evidence";
import { ProposalId } from "@/lib/proposals/schema";

const SENTENCES = {
  ...IMAGE_SENTENCES,
  closed: `Bukti tidak dapat ditambahkan: usulan sudah diajukan, atau sudah ada ${EVIDENCE_MAX} foto.`,
  not_found: "Usulan ini tidak ditemukan di wilayah tugas Anda.",
} as const satisfies Record<EvidenceProblem["code"], string>;

const STATUS = {
  empty: 400,
  not_an_image: 400,
  too_many_pixels: 400,
  altered: 409,
  closed: 409,
  not_found: 404,
  disk_full: 507,
} as const satisfies Record<EvidenceProblem["code"], number>;

/** A picture as evidence of a draft: the body is the picture itself, the id is made by the browser. */
export const PUT = defineRoute({
  permission: "proposal.draft",
  params: z.object({ proposalId: ProposalId, attachmentId: AttachmentId }),
  async handle({ request, actor, params: { proposalId, attachmentId } }) {
    const refusal = refuseWithoutHeader(request);
    if (refusal) return refusal;
    const body = await readBody(request, IMAGE_BYTES_MAX);
    if (!body.ok) return problem(413, IMAGE_TOO_LARGE);
    const received = await addEvidence(db(), actor, env().TEPAT_DATA_DIR, {
      ...{ proposalId, attachmentId, bytes: body.value },
      told: { position: null, takenAt: null },
    });
    if (received.ok) {
      const { repeated, ...receipt } = received.value;
      return Response.json(receipt, { status: repeated ? 200 : 201 });
    }
    const { code } = received.problem;
    if (code === "not_found") {
      await recordAudit(db(), actor, {
        action: "access.deny",
        subject: "proposal",
        subjectId: proposalId,
        detail: { permission: "proposal.draft" },
      });
    }
    return problem(STATUS[code], SENTENCES[code]);
  },
});

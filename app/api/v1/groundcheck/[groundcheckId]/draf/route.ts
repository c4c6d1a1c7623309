import { z } from "zod";
import { readJson, refuseWithoutHeader } from "@/app/api/v1/field-request";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { inTransaction } from "@/lib/actions/run-action";
import { recordAudit } from "@/lib/audit/record-audit";
import { db } from "@/lib/db/client";
import { type DraftProblem, saveDraft } from "@/lib/groundchecks/save-draft";
import { DraftBody, GroundcheckId } from "@/lib/groundchecks/schema";

const SENTENCES = {
  not_found: "Groundcheck ini tidak ditemukan di antara tugas Anda.",
  not_available: "Groundcheck ini sudah dikirim atau dibatalkan; draf tidak disimpan lagi.",
  changed_meanwhile: "Groundcheck ini sudah berubah sejak Anda membukanya. Muat ulang halaman ini.",
} as const satisfies Record<DraftProblem["code"], string>;

/** What the phone has filled in so far. */
export const PUT = defineRoute({
  permission: "task.submit",
  params: z.object({ groundcheckId: GroundcheckId }),
  async handle({ request, actor, params: { groundcheckId } }) {
    const refusal = refuseWithoutHeader(request);
    if (refusal) return refusal;
    const body = await readJson(request, DraftBody);
    if (body instanceof Response) return body;
    const saved = await inTransaction(db(), (tx) =>
      saveDraft(tx, actor, { groundcheckId, ...body.value }),
    );
    if (saved.ok) return Response.json(saved.value);
    const { code } = saved.problem;
    if (code !== "not_found") return problem(409, SENTENCES[code]);
    await recordAudit(db(), actor, {
      action: "access.deny",
      subject: "groundcheck",
      subjectId: groundcheckId,
      detail: { permission: "task.submit" },
    });
    return problem(404, SENTENCES[code]);
  },
});

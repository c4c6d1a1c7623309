import "server-only";
import { auditInsert } from "@/lib/audit/audit-insert";
import { coversVillage } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import type { DraftBody } from "./schema";
import { type GroundcheckAction, groundcheckWorkflow } from "./workflow";

export type DraftProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "changed_meanwhile" };

const SAVE_DRAFT = "save_draft" satisfies GroundcheckAction;

const NOTHING_ANSWERED: VisitDocument = {
  presence: "",
  answers: {},
  members: [],
  photos: {},
  position: null,
};

/**
 * Keeps what a companion has filled in so far; the first time is noted as the beginning of the
 * work. The version stays: a draft is its companion's own, and a phone that did not hear that one
 * was saved must still be able to submit. Runs inside the caller's transaction.
 */
export async function saveDraft(
  tx: Db,
  actor: UserActor,
  { groundcheckId, version, document }: DraftBody & { readonly groundcheckId: string },
): Promise<Result<{ readonly savedAt: Date; readonly version: number }, DraftProblem>> {
  const groundcheck = await tx.groundcheck.findUnique({
    where: { id: groundcheckId },
    select: { state: true, version: true, villageId: true, companionId: true },
  });
  if (!groundcheck || !coversVillage(actor, groundcheck.villageId))
    return fail({ code: "not_found" });
  const decision = decide(groundcheckWorkflow, {
    state: groundcheck.state,
    action: SAVE_DRAFT,
    role: actor.role,
    facts: { ...NOT_ASKED, own_task: groundcheck.companionId === actor.id },
  });
  // Somebody else's task does not exist for the actor.
  if (!decision.ok) {
    return fail({ code: groundcheck.companionId === actor.id ? "not_available" : "not_found" });
  }
  if (groundcheck.version !== version) return fail({ code: "changed_meanwhile" });

  const { from, to } = decision.value;
  const savedAt = new Date();
  const { count } = await tx.groundcheck.updateMany({
    where: { id: groundcheckId, state: from, version, companionId: actor.id },
    data: { state: to, draft: { ...NOTHING_ANSWERED, ...document }, draftSavedAt: savedAt },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });
  if (from !== to) await noteBeginning(tx, actor, { groundcheckId, from, to });
  return ok({ savedAt, version });
}

/** Guards of other steps. */
const NOT_ASKED = { not_own_visit: false, photos_complete: false, no_open_conflict: false };

/** Of two drafts that are saved at the same moment, one is the beginning. */
async function noteBeginning(
  tx: Db,
  actor: UserActor,
  step: { readonly groundcheckId: string; readonly from: string; readonly to: string },
): Promise<void> {
  const { groundcheckId, from, to } = step;
  await tx.$executeRaw`
    WITH noted AS (
      INSERT INTO groundcheck_event (groundcheck_id, action, from_state, to_state, actor_kind, actor_id)
      VALUES (${groundcheckId}::uuid, ${SAVE_DRAFT}, ${from}::groundcheck_state, ${to}::groundcheck_state,
              'user', ${actor.id}::uuid)
   RETURNING id
    )
    ${auditInsert(
      actor,
      {
        action: "groundcheck.save_draft",
        subject: "groundcheck",
        subjectId: groundcheckId,
        detail: { from, to },
      },
      Prisma.sql`noted`,
    )}
  `;
}

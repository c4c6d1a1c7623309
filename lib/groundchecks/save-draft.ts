import "server-only";
import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import { coversVillage } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { VisitDocument } from "@/lib/forms/visit-document";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import type { DraftBody } from "./schema";
import {
  GROUNDCHECK_STATES,
  type GroundcheckAction,
  type GroundcheckState,
  groundcheckWorkflow,
} from "./workflow";

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
  const groundcheck = await lockGroundcheck(tx, groundcheckId);
  if (!groundcheck || !coversVillage(actor, groundcheck.villageId))
    return fail({ code: "not_found" });
  const decision = decide(groundcheckWorkflow, {
    state: groundcheck.state,
    action: SAVE_DRAFT,
    role: actor.role,
    facts: { ...NOT_ASKED, own_task: groundcheck.companionId === actor.id },
  });
  // Somebody else's task does not exist for the actor.
  if (!decision.ok)
    return fail({ code: groundcheck.companionId === actor.id ? "not_available" : "not_found" });
  if (groundcheck.version !== version) return fail({ code: "changed_meanwhile" });

  const { from, to } = decision.value;
  const savedAt = new Date();
  await tx.groundcheck.update({
    where: { id: groundcheckId },
    data: { state: to, draft: { ...NOTHING_ANSWERED, ...document }, draftSavedAt: savedAt },
  });
  if (from !== to) await noteBeginning(tx, actor, { groundcheckId, from, to });
  return ok({ savedAt, version });
}

/** Guards of other steps. */
const NOT_ASKED = { not_own_visit: false, photos_complete: false, no_open_conflict: false };

const Locked = z.object({
  state: z.enum(GROUNDCHECK_STATES),
  version: z.number().int(),
  villageId: z.number().int().nullable(),
  companionId: z.uuid(),
});

/** Locked, because a phone may save twice at the same moment: both are kept in turn, one is the beginning. */
async function lockGroundcheck(tx: Db, id: string): Promise<z.infer<typeof Locked> | undefined> {
  const rows = await tx.$queryRaw`
    SELECT state::text, version, village_id AS "villageId", companion_id AS "companionId"
      FROM groundcheck
     WHERE id = ${id}::uuid
       FOR UPDATE
  `;
  return z.array(Locked).max(1).parse(rows)[0];
}

async function noteBeginning(
  tx: Db,
  actor: UserActor,
  {
    groundcheckId,
    from,
    to,
  }: {
    readonly groundcheckId: string;
    readonly from: GroundcheckState;
    readonly to: GroundcheckState;
  },
): Promise<void> {
  await tx.groundcheckEvent.create({
    data: {
      groundcheckId,
      action: SAVE_DRAFT,
      fromState: from,
      toState: to,
      ...actorColumns(actor),
    },
  });
  await recordAudit(tx, actor, {
    action: "groundcheck.save_draft",
    subject: "groundcheck",
    subjectId: groundcheckId,
    detail: { from, to },
  });
}

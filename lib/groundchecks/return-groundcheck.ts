import { recordAudit } from "@/lib/audit/record-audit";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import { findSubmittedVisit } from "./find-submitted-visit";
import type { ReturnGroundcheck } from "./schema";
import {
  type GroundcheckAction,
  type GroundcheckGuard,
  type GroundcheckState,
  groundcheckWorkflow,
} from "./workflow";

export type ReturnProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "reason_required" }
  | { readonly code: "guard_failed"; readonly guard: GroundcheckGuard }
  | { readonly code: "changed_meanwhile" };

const RETURN = "return" satisfies GroundcheckAction;

/**
 * Sends a visit back to its companion, with the reason and what is wrong at which question. The
 * submission stays as it is: the companion sends a new one. Runs inside the caller's transaction;
 * stores nothing when it refuses.
 */
export async function returnGroundcheck(
  tx: Db,
  actor: UserActor,
  { groundcheckId, version, reason, questions }: ReturnGroundcheck,
): Promise<Result<{ readonly state: GroundcheckState }, ReturnProblem>> {
  const found = await findSubmittedVisit(tx, actor, groundcheckId);
  if (!found) return fail({ code: "not_found" });
  if (found.version !== version) return fail({ code: "changed_meanwhile" });
  const { state, facts, visitId } = found;
  const { role } = actor;
  const decision = decide(groundcheckWorkflow, { state, action: RETURN, role, reason, facts });
  if (!decision.ok) return decision;

  const { from, to } = decision.value;
  const { count } = await tx.groundcheck.updateMany({
    where: { id: groundcheckId, state: from, version },
    data: { state: to, version: { increment: 1 } },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });

  await tx.groundcheckEvent.create({
    data: {
      groundcheckId,
      action: RETURN,
      fromState: from,
      toState: to,
      ...actorColumns(actor),
      reason,
      detail: { visitId, questions: questions.map((question) => ({ ...question })) },
    },
  });
  await recordAudit(tx, actor, {
    action: "groundcheck.return",
    subject: "groundcheck",
    subjectId: groundcheckId,
    detail: { from, to, visitId, questions: questions.map(({ code }) => code) },
  });
  return ok({ state: to });
}

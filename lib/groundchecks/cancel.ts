import { recordAudit } from "@/lib/audit/record-audit";
import { coversVillage } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import { moveCases } from "@/lib/cases/move-cases";
import type { Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import type { CancelGroundcheck } from "./assignment-schema";
import { type GroundcheckAction, groundcheckWorkflow } from "./workflow";

export type CancelProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "reason_required" }
  | { readonly code: "changed_meanwhile" };

const CANCEL = "cancel" satisfies GroundcheckAction;

/**
 * Calls a visit off; its cases are open again and may be given to somebody anew. What the companion
 * saved stays with the record. Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function cancelGroundcheck(
  tx: Db,
  actor: UserActor,
  { groundcheckId, version, reason }: CancelGroundcheck,
): Promise<Result<{ readonly reopened: number }, CancelProblem>> {
  const found = await tx.groundcheck.findUnique({
    where: { id: groundcheckId },
    select: { state: true, version: true, villageId: true },
  });
  // A groundcheck outside the actor's area does not exist for them: 403 would confirm that it does.
  if (!found || !coversVillage(actor, found.villageId)) return fail({ code: "not_found" });
  if (found.version !== version) return fail({ code: "changed_meanwhile" });
  const decision = decide(groundcheckWorkflow, {
    state: found.state,
    action: CANCEL,
    role: actor.role,
    reason,
    facts: {
      own_task: false,
      not_own_visit: false,
      photos_complete: false,
      no_open_conflict: false,
    },
  });
  if (!decision.ok) {
    invariant(decision.problem.code !== "guard_failed", "calling a visit off has no guard");
    return fail(decision.problem);
  }

  // State and version in the WHERE make check and write one step: a visit that is sent in the same
  // moment either comes first, or finds the groundcheck called off.
  const { from, to } = decision.value;
  const { count } = await tx.groundcheck.updateMany({
    where: { id: groundcheckId, state: from, version },
    data: { state: to, version: { increment: 1 } },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });

  await tx.groundcheckEvent.create({
    data: {
      groundcheckId,
      action: CANCEL,
      fromState: from,
      toState: to,
      ...actorColumns(actor),
      reason,
    },
  });
  // Read only now, under the row's lock: detection may have let a case join a moment ago.
  const cases = await tx.groundcheckCase.findMany({
    where: { groundcheckId },
    select: { caseId: true },
  });
  const reopened = await moveCases(tx, actor, {
    caseIds: cases.map(({ caseId }) => caseId),
    action: "unassign",
    detail: { groundcheckId },
  });
  await recordAudit(tx, actor, {
    action: "groundcheck.cancel",
    subject: "groundcheck",
    subjectId: groundcheckId,
    detail: { from, to, cases: reopened.length },
  });
  return ok({ reopened: reopened.length });
}

import { recordAudit } from "@/lib/audit/record-audit";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import { moveCases } from "@/lib/cases/move-cases";
import type { Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import { findSubmittedVisit } from "./find-submitted-visit";
import type { VerifyGroundcheck } from "./schema";
import {
  type GroundcheckAction,
  type GroundcheckGuard,
  type GroundcheckState,
  groundcheckWorkflow,
} from "./workflow";

export type VerifyProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "guard_failed"; readonly guard: GroundcheckGuard }
  | { readonly code: "changed_meanwhile" };

const VERIFY = "verify" satisfies GroundcheckAction;

/**
 * Accepts what a companion found; the family's cases are decided about next. From here on nothing
 * changes the groundcheck. Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function verifyGroundcheck(
  tx: Db,
  actor: UserActor,
  { groundcheckId, version }: VerifyGroundcheck,
): Promise<Result<{ readonly state: GroundcheckState }, VerifyProblem>> {
  const found = await findSubmittedVisit(tx, actor, groundcheckId);
  if (!found) return fail({ code: "not_found" });
  if (found.version !== version) return fail({ code: "changed_meanwhile" });
  const { state, facts } = found;
  const decision = decide(groundcheckWorkflow, { state, action: VERIFY, role: actor.role, facts });
  if (!decision.ok) {
    const { problem } = decision;
    invariant(problem.code !== "reason_required", "verifying a groundcheck asks for no reason");
    return fail(problem);
  }

  // State and version in the WHERE make check and write one step: of two who verify together, the
  // second updates no row.
  const { from, to } = decision.value;
  const at = new Date();
  const { count } = await tx.groundcheck.updateMany({
    where: { id: groundcheckId, state: from, version },
    data: { state: to, version: { increment: 1 }, verifiedAt: at, verifiedBy: actor.id },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });

  await tx.groundcheckEvent.create({
    data: {
      groundcheckId,
      at,
      action: VERIFY,
      fromState: from,
      toState: to,
      ...actorColumns(actor),
      detail: { visitId: found.visitId },
    },
  });
  const moved = await moveCases(tx, actor, {
    caseIds: found.caseIds,
    action: "check",
    detail: { groundcheckId },
  });
  await recordAudit(tx, actor, {
    action: "groundcheck.verify",
    subject: "groundcheck",
    subjectId: groundcheckId,
    detail: { from, to, visitId: found.visitId, cases: moved.length },
  });
  return ok({ state: to });
}

import { recordAudit } from "@/lib/audit/record-audit";
import { coversVillage } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import type { DismissCase } from "./schema";
import { type CaseAction, type CaseOutcome, type CaseState, caseWorkflow } from "./workflow";

export type DismissProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "reason_required" }
  | { readonly code: "changed_meanwhile" };

const DISMISS = "dismiss" satisfies CaseAction;
const DISMISSED = "dismissed" satisfies CaseOutcome;

/**
 * Closes a case because it is no error; the reason stays with it. It stays closed until one of its
 * deciding values changes. Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function dismissCase(
  tx: Db,
  actor: UserActor,
  { caseId, version, reason }: DismissCase,
): Promise<Result<{ readonly state: CaseState }, DismissProblem>> {
  const errorCase = await tx.errorCase.findUnique({
    where: { id: caseId },
    select: { kind: true, state: true, villageId: true },
  });
  // A case outside the actor's area does not exist for them: 403 would confirm that it does.
  if (!errorCase || !coversVillage(actor, errorCase.villageId)) return fail({ code: "not_found" });

  const decision = decide(caseWorkflow, {
    state: errorCase.state,
    action: DISMISS,
    role: actor.role,
    reason,
    facts: { kind_needs_no_visit: false },
  });
  if (!decision.ok) {
    invariant(decision.problem.code !== "guard_failed", "dismissing a case has no guard");
    return fail(decision.problem);
  }

  // State and version in the WHERE make check and write one step: of two who press the button
  // together, and of a person and a detection that changes the values, the second updates no row.
  const { from, to } = decision.value;
  const at = new Date();
  const { count } = await tx.errorCase.updateMany({
    where: { id: caseId, state: from, version },
    data: {
      state: to,
      version: { increment: 1 },
      closedAt: at,
      closedBy: actor.id,
      outcome: DISMISSED,
    },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });

  await tx.caseEvent.create({
    data: {
      caseId,
      at,
      action: DISMISS,
      fromState: from,
      toState: to,
      ...actorColumns(actor),
      reason,
    },
  });
  await recordAudit(tx, actor, {
    action: "case.dismiss",
    subject: "case",
    subjectId: caseId,
    detail: { kind: errorCase.kind, from, to },
  });
  return ok({ state: to });
}

import type { AuditAction } from "@/lib/audit/labels";
import { recordAudit } from "@/lib/audit/record-audit";
import { coversVillage } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import type { ConfirmData, DismissCase } from "./schema";
import { type CaseAction, type CaseOutcome, type CaseState, caseWorkflow } from "./workflow";

export type CloseProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "reason_required" }
  | { readonly code: "changed_meanwhile" };

/** A step by which a person ends a case, the outcome that stays with it, and its audit row. */
interface Closing {
  readonly action: CaseAction;
  readonly outcome: CaseOutcome;
  readonly audit: AuditAction;
}

const DISMISS: Closing = { action: "dismiss", outcome: "dismissed", audit: "case.dismiss" };
const CONFIRM: Closing = {
  action: "confirm_data",
  outcome: "data_correct",
  audit: "case.confirm_data",
};

/**
 * Closes a case because it is no error; the reason stays with it. It stays closed until one of its
 * deciding values changes. Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function dismissCase(
  tx: Db,
  actor: UserActor,
  input: DismissCase,
): Promise<Result<{ readonly state: CaseState }, CloseProblem>> {
  return closeCase(tx, actor, input, DISMISS);
}

/**
 * Closes a case after the visit, because what the list says is right; the verified groundcheck stays
 * as it is. Like a dismissal it holds until one of the case's deciding values changes. Runs inside
 * the caller's transaction; stores nothing when it refuses.
 */
export async function confirmData(
  tx: Db,
  actor: UserActor,
  input: ConfirmData,
): Promise<Result<{ readonly state: CaseState }, CloseProblem>> {
  return closeCase(tx, actor, input, CONFIRM);
}

async function closeCase(
  tx: Db,
  actor: UserActor,
  { caseId, version, reason }: DismissCase,
  { action, outcome, audit }: Closing,
): Promise<Result<{ readonly state: CaseState }, CloseProblem>> {
  const errorCase = await tx.errorCase.findUnique({
    where: { id: caseId },
    select: { kind: true, state: true, villageId: true },
  });
  // A case outside the actor's area does not exist for them: 403 would confirm that it does.
  if (!errorCase || !coversVillage(actor, errorCase.villageId)) return fail({ code: "not_found" });

  const decision = decide(caseWorkflow, {
    state: errorCase.state,
    action,
    role: actor.role,
    reason,
    facts: { kind_needs_no_visit: false },
  });
  if (!decision.ok) {
    invariant(decision.problem.code !== "guard_failed", "closing a case has no guard");
    return fail(decision.problem);
  }

  // State and version in the WHERE make check and write one step: of two who press the button
  // together, and of a person and a detection that changes the values, the second updates no row.
  const { from, to } = decision.value;
  const at = new Date();
  const { count } = await tx.errorCase.updateMany({
    where: { id: caseId, state: from, version },
    data: { state: to, version: { increment: 1 }, closedAt: at, closedBy: actor.id, outcome },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });

  await tx.caseEvent.create({
    data: { caseId, at, action, fromState: from, toState: to, ...actorColumns(actor), reason },
  });
  await recordAudit(tx, actor, {
    action: audit,
    subject: "case",
    subjectId: caseId,
    detail: { kind: errorCase.kind, from, to },
  });
  return ok({ state: to });
}

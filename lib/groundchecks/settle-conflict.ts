import { recordAudit } from "@/lib/audit/record-audit";
import { may } from "@/lib/auth/policy";
import { coversVillage } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { SettleConflict } from "./schema";

export type SettleProblem =
  | { readonly code: "not_found" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "own_submission" }
  | { readonly code: "reason_required" }
  | { readonly code: "not_available" };

/**
 * Decides about a submission that could not be taken in: the first one stays, this one was looked at
 * and is kept beside it. Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function settleConflict(
  tx: Db,
  actor: UserActor,
  { conflictId, reason }: SettleConflict,
): Promise<Result<{ readonly groundcheckId: string }, SettleProblem>> {
  const conflict = await tx.submissionConflict.findUnique({
    where: { id: conflictId },
    select: {
      groundcheckId: true,
      submissionId: true,
      submittedBy: true,
      reason: true,
      groundcheck: { select: { villageId: true } },
    },
  });
  if (!conflict || !coversVillage(actor, conflict.groundcheck.villageId)) {
    return fail({ code: "not_found" });
  }
  if (!may(actor.role, "groundcheck.verify")) return fail({ code: "role_not_allowed" });
  if (conflict.submittedBy === actor.id) return fail({ code: "own_submission" });
  if (!reason.trim()) return fail({ code: "reason_required" });

  // The open conflict in the WHERE makes check and write one step: it is settled once.
  const { count } = await tx.submissionConflict.updateMany({
    where: { id: conflictId, settledAt: null },
    data: { settledAt: new Date(), settledBy: actor.id, settlementReason: reason },
  });
  if (count === 0) return fail({ code: "not_available" });

  const { groundcheckId, submissionId } = conflict;
  await recordAudit(tx, actor, {
    action: "groundcheck.settle_conflict",
    subject: "groundcheck",
    subjectId: groundcheckId,
    detail: { conflictId: String(conflictId), submissionId, conflict: conflict.reason },
  });
  return ok({ groundcheckId });
}

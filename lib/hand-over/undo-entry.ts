import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { areaOf } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import { moveCases } from "@/lib/cases/move-cases";
import type { Db } from "@/lib/db/client";
import { moveProposal } from "@/lib/proposals/move-proposal";
import type { ProposalAction } from "@/lib/proposals/workflow";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { lockProposals } from "./lock-proposals";
import { officeDay } from "./office-day";
import type { UndoEntry } from "./schema";

export type UndoProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "reason_required" }
  | { readonly code: "changed_meanwhile" };

const UNDO = "undo_entry" satisfies ProposalAction;

/**
 * Takes an entry back that was noted by mistake, before Kemensos answered. The line waits on its list
 * again and so do the cases with it; day and evidence of the entry stay in the proposal's events.
 * Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function undoEntry(
  tx: Db,
  actor: UserActor,
  { proposalId: id, version, reason }: UndoEntry,
): Promise<Result<{ readonly number: number }, UndoProblem>> {
  if (areaOf(actor).level !== "regency") return fail({ code: "not_found" });
  const { timeZone } = await officeDay(tx);
  const proposal = (await lockProposals(tx, [id], timeZone)).get(id);
  if (!proposal) return fail({ code: "not_found" });

  const moved = await moveProposal(tx, actor, {
    proposal: { id, state: proposal.state, version },
    action: UNDO,
    reason,
    detail: { on: proposal.enteredOn, batch: proposal.batchNumber },
  });
  if (!moved.ok) {
    invariant(moved.problem.code !== "guard_failed", "taking an entry back has no guard");
    return fail(moved.problem);
  }
  await tx.handOverLine.updateMany({
    where: { proposalId: id },
    data: { enteredOn: null, enteredBy: null, evidence: null },
  });
  const { caseIds, batchId, number } = proposal;
  await moveCases(tx, actor, { caseIds, action: "undo_hand_over", detail: { proposalId: id } });
  await recordAudit(tx, actor, {
    action: "proposal.undo_entry",
    subject: "proposal",
    subjectId: id,
    detail: { ...moved.value, batchId },
  });
  return ok({ number });
}

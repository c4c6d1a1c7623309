import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import { moveCases } from "@/lib/cases/move-cases";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import type { ReasonForm } from "./schema";

export type WithdrawProblem = { readonly code: "not_found" } | MoveProblem;

/**
 * Gives up a proposal before SIKS-NG knows of it. Its cases are to be decided about again; those that
 * nobody visited are open again.
 */
export async function withdrawProposal(
  tx: Db,
  actor: UserActor,
  { proposalId, version, reason }: ReasonForm,
): Promise<Result<{ readonly proposalId: string }, WithdrawProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "withdraw",
    reason,
  });
  if (!moved.ok) return moved;
  const back = await moveCases(tx, actor, {
    caseIds: proposal.caseIds,
    action: proposal.groundcheckId === null ? "reopen" : "decide_again",
    detail: { proposalId },
  });
  await recordAudit(tx, actor, {
    action: "proposal.withdraw",
    subject: "proposal",
    subjectId: proposalId,
    detail: { ...moved.value, cases: back.length },
  });
  return ok({ proposalId });
}

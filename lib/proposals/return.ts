import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import type { ReasonForm } from "./schema";

export type ReturnProblem = { readonly code: "not_found" } | MoveProblem;

/** Sends a proposal back to be corrected; it needs to be verified and validated anew. */
export async function returnProposal(
  tx: Db,
  actor: UserActor,
  { proposalId, version, reason }: ReasonForm,
): Promise<Result<{ readonly proposalId: string }, ReturnProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "return",
    reason,
    data: { verifiedBy: null },
  });
  if (!moved.ok) return moved;
  await recordAudit(tx, actor, {
    action: "proposal.return",
    subject: "proposal",
    subjectId: proposalId,
    detail: moved.value,
  });
  return ok({ proposalId });
}

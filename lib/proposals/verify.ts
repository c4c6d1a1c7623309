import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { approvalFacts, loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import type { MoveForm } from "./schema";

export type VerifyProblem = { readonly code: "not_found" } | MoveProblem;

/** Passes a proposal on to the head. Nobody verifies what they wrote, in whichever role. */
export async function verifyProposal(
  tx: Db,
  actor: UserActor,
  { proposalId, version }: MoveForm,
): Promise<Result<{ readonly proposalId: string }, VerifyProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "verify",
    facts: await approvalFacts(tx, actor, proposal),
    data: { verifiedBy: actor.id },
  });
  if (!moved.ok) return moved;
  await recordAudit(tx, actor, {
    action: "proposal.verify",
    subject: "proposal",
    subjectId: proposalId,
    detail: moved.value,
  });
  return ok({ proposalId });
}

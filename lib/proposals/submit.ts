import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { isComplete, loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import type { MoveForm } from "./schema";

export type SubmitProblem = { readonly code: "not_found" } | MoveProblem;

/** Hands a draft to the verifier. From here on its content changes only after somebody returned it. */
export async function submitProposal(
  tx: Db,
  actor: UserActor,
  { proposalId, version }: MoveForm,
): Promise<Result<{ readonly proposalId: string }, SubmitProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "submit",
    facts: { is_complete: await isComplete(tx, proposal) },
  });
  if (!moved.ok) return moved;
  await recordAudit(tx, actor, {
    action: "proposal.submit",
    subject: "proposal",
    subjectId: proposalId,
    detail: { ...moved.value, kind: proposal.kind, changes: proposal.changes.length },
  });
  return ok({ proposalId });
}

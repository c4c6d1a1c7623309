import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { type BulkOutcome, type Marked, takeEach } from "./bulk";
import { approvalFacts, loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import type { MoveForm } from "./schema";

export type ValidateProblem = { readonly code: "not_found" } | MoveProblem;

/** Pengesahan by the head of office: what was validated is what goes to SIKS-NG, unchanged. */
export async function validateProposal(
  tx: Db,
  actor: UserActor,
  { proposalId, version }: MoveForm,
): Promise<Result<{ readonly proposalId: string }, ValidateProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "validate",
    facts: await approvalFacts(tx, actor, proposal),
    data: { validatedBy: actor.id },
  });
  if (!moved.ok) return moved;
  await recordAudit(tx, actor, {
    action: "proposal.validate",
    subject: "proposal",
    subjectId: proposalId,
    detail: moved.value,
  });
  return ok({ proposalId });
}

/** Validates several, each by the version that the list showed. */
export function validateProposals(
  tx: Db,
  actor: UserActor,
  proposals: readonly Marked[],
): Promise<BulkOutcome<ValidateProblem>> {
  return takeEach(tx, proposals, (one) => validateProposal(tx, actor, one));
}

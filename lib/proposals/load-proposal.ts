import "server-only";
import { coversVillage } from "@/lib/auth/scope";
import type { Actor, UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import { findReleaseInForce } from "./read-registry";
import { missingParts } from "./rules";
import { type ProposedChange, ProposedChanges } from "./schema";
import type { ProposalGuard } from "./workflow";

const WANTED = {
  id: true,
  number: true,
  kind: true,
  state: true,
  version: true,
  householdId: true,
  villageId: true,
  releaseId: true,
  groundcheckId: true,
  changes: true,
  justification: true,
  basisKind: true,
  draftedBy: true,
  verifiedBy: true,
  cases: { select: { caseId: true } },
} as const satisfies Prisma.ProposalSelect;

type Row = Prisma.ProposalGetPayload<{ select: typeof WANTED }>;

/** A proposal as a command judges it. */
export interface LoadedProposal extends Omit<Row, "changes" | "cases"> {
  readonly changes: readonly ProposedChange[];
  readonly caseIds: readonly bigint[];
}

/** The proposal, or null where there is none for this actor: 403 would confirm that there is. */
export async function loadProposal(
  tx: Db,
  actor: Actor,
  id: string,
): Promise<LoadedProposal | null> {
  const found = await tx.proposal.findUnique({ where: { id }, select: WANTED });
  if (!found || !coversVillage(actor, found.villageId)) return null;
  const { changes, cases, ...row } = found;
  return {
    ...row,
    changes: ProposedChanges.parse(changes),
    caseIds: cases.map(({ caseId }) => caseId),
  };
}

/** Whether the draft can be submitted. */
export async function isComplete(tx: Db, proposal: LoadedProposal): Promise<boolean> {
  const inForce = await findReleaseInForce(tx);
  const evidenceCount = await tx.attachment.count({ where: { proposalId: proposal.id } });
  const missing = missingParts({
    ...proposal,
    hasGroundcheck: proposal.groundcheckId !== null,
    evidenceCount,
    releaseInForce: inForce?.id === proposal.releaseId,
  });
  return missing.length === 0;
}

/** The steps that make somebody an author: what they wrote or sent is theirs, whatever their role is now. */
const AUTHORS_STEPS = ["draft", "edit", "submit"];

/** The guards of verifying and validating. */
export async function approvalFacts(
  tx: Db,
  actor: UserActor,
  {
    id,
    draftedBy,
    verifiedBy,
    releaseId,
  }: Pick<LoadedProposal, "id" | "draftedBy" | "verifiedBy" | "releaseId">,
): Promise<Pick<Record<ProposalGuard, boolean>, "not_own" | "based_on_current_release">> {
  const written = await tx.proposalEvent.count({
    where: { proposalId: id, actorId: actor.id, action: { in: AUTHORS_STEPS } },
  });
  const inForce = await findReleaseInForce(tx);
  return {
    not_own: draftedBy !== actor.id && verifiedBy !== actor.id && written === 0,
    based_on_current_release: inForce?.id === releaseId,
  };
}

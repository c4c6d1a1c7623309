import "server-only";
import { randomUUID } from "node:crypto";
import { recordAudit } from "@/lib/audit/record-audit";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import { moveCases } from "@/lib/cases/move-cases";
import type { Db } from "@/lib/db/client";
import { findHouseholdFile } from "@/lib/registry/household-file";
import { fail, ok, type Result } from "@/lib/shared/result";
import { againstRelease } from "./build-changes";
import { type LoadedProposal, loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import { findReleaseInForce, readReleaseFamily } from "./read-registry";
import { possibleKinds } from "./rules";
import type { MoveForm } from "./schema";
import { type ProposalKind, proposalWorkflow } from "./workflow";

export type TakeUpProblem =
  | { readonly code: "not_found" }
  | MoveProblem
  | { readonly code: "no_release" }
  /** Another release is in force, and it asks for another kind of proposal. */
  | { readonly code: "wrong_kind"; readonly possible: readonly ProposalKind[] }
  /** Its cases were closed or decided about otherwise. */
  | { readonly code: "no_open_case" };

/**
 * After a refusal or without effect: a new draft with the same wishes, old values read again in the
 * release in force, and the same evidence. The basis is recorded anew, the three signatures too.
 */
export async function takeUpAgain(
  tx: Db,
  actor: UserActor,
  { proposalId, version }: MoveForm,
): Promise<Result<{ readonly proposalId: string }, TakeUpProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  const later = await tx.proposal.count({ where: { previousProposalId: proposalId } });
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "take_up_again",
    facts: { not_taken_up: later === 0 },
  });
  if (!moved.ok) return moved;
  const { kind, householdId } = proposal;
  const file = await findHouseholdFile(tx, actor, householdId);
  if (!file) return fail({ code: "not_found" });
  const release = await findReleaseInForce(tx);
  if (!release) return fail({ code: "no_release" });
  const family = await readReleaseFamily(tx, householdId, release.id);
  const possible = possibleKinds(family !== null);
  if (!possible.includes(kind)) return fail({ code: "wrong_kind", possible });

  const caseIds = await freeCases(tx, actor, proposal);
  if (caseIds.length === 0) return fail({ code: "no_open_case" });
  const { id } = await tx.proposal.create({
    data: {
      kind,
      householdId,
      villageId: file.villageId,
      releaseId: release.id,
      groundcheckId: proposal.groundcheckId,
      changes: againstRelease(proposal.changes, family),
      justification: proposal.justification,
      draftedBy: actor.id,
      previousProposalId: proposalId,
      cases: { create: caseIds.map((caseId) => ({ caseId })) },
      events: {
        create: {
          action: "draft",
          toState: proposalWorkflow.initial,
          ...actorColumns(actor),
          detail: { releaseId: release.id, previousProposalId: proposalId },
        },
      },
    },
    select: { id: true },
  });
  const taken = await moveCases(tx, actor, {
    caseIds,
    action: proposal.groundcheckId === null ? "propose_without_visit" : "propose",
    detail: { proposalId: id },
  });
  if (taken.length < caseIds.length) return fail({ code: "changed_meanwhile" });
  await copyEvidence(tx, proposalId, id);
  await recordAudit(tx, actor, {
    action: "proposal.take_up_again",
    subject: "proposal",
    subjectId: proposalId,
    detail: { nextProposalId: id, cases: taken.map(String), releaseId: release.id },
  });
  return ok({ proposalId: id });
}

/**
 * The cases that can go along. Those of a refused proposal are to be decided about already; those of
 * one without effect wait for a release still, and come back here first.
 */
async function freeCases(
  tx: Db,
  actor: UserActor,
  { id, state, groundcheckId, caseIds }: LoadedProposal,
): Promise<bigint[]> {
  if (state === "not_reflected") {
    const waiting = await tx.errorCase.findMany({
      where: { id: { in: [...caseIds] }, state: "awaiting_release" },
      select: { id: true },
    });
    await moveCases(tx, actor, {
      caseIds: waiting.map((one) => one.id),
      action: groundcheckId === null ? "reopen" : "decide_again",
      detail: { proposalId: id },
    });
  }
  const free = await tx.errorCase.findMany({
    where: { id: { in: [...caseIds] }, state: groundcheckId === null ? "open" : "checked" },
    select: { id: true },
    orderBy: { id: "asc" },
  });
  return free.map((one) => one.id);
}

/** The same pictures under ids of their own: the files are known by their content. */
async function copyEvidence(tx: Db, from: string, to: string): Promise<void> {
  const pictures = await tx.attachment.findMany({ where: { proposalId: from } });
  await tx.attachment.createMany({
    data: pictures.map((picture) => ({ ...picture, id: randomUUID(), proposalId: to })),
  });
}

import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { coversVillage } from "@/lib/auth/scope";
import { actorColumns, type UserActor } from "@/lib/auth/types";
import { type CaseMove, moveCases } from "@/lib/cases/move-cases";
import { type CaseGuard, type CaseState, caseWorkflow } from "@/lib/cases/workflow";
import type { Db } from "@/lib/db/client";
import { findHouseholdFile } from "@/lib/registry/household-file";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { decide } from "@/lib/workflow/machine";
import { removalChanges } from "./build-changes";
import { firstAddition } from "./new-people";
import { findReleaseInForce, type ReleaseFamily, readReleaseFamily } from "./read-registry";
import type { RemovalReason } from "./removal-reasons";
import { isRemovingKind, needsNoVisit, possibleKinds, removalReasonOf } from "./rules";
import type { DraftProposal, ProposedChange } from "./schema";
import { changesFound, differencesWith, readVisit, type Visit } from "./visit-findings";
import { type ProposalKind, proposalWorkflow } from "./workflow";

export type DraftProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_available" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "guard_failed"; readonly guard: CaseGuard }
  /** The cases are about several families, or some were visited and some were not. */
  | { readonly code: "cases_differ" }
  | { readonly code: "no_release" }
  /** A family that the release has cannot be added, nor one that it has not be amended or removed. */
  | { readonly code: "wrong_kind"; readonly possible: readonly ProposalKind[] }
  | { readonly code: "changed_meanwhile" };

interface Case {
  readonly id: bigint;
  readonly kind: string;
  readonly state: CaseState;
  readonly householdId: bigint | null;
  readonly individualId: bigint | null;
  readonly villageId: number | null;
}

/** The cases that a draft begins with: all of one family, all visited or all of kinds that need no visit. */
interface Beginning {
  readonly cases: readonly Case[];
  readonly householdId: bigint;
  readonly groundcheckId: string | null;
  readonly move: Extract<CaseMove, "propose" | "propose_without_visit">;
}

/**
 * Begins a proposal for one or more cases of a family, with what the verified groundcheck found; the
 * cases go along. Runs inside the caller's transaction; what it wrote falls with a refusal.
 */
export async function draftProposal(
  tx: Db,
  actor: UserActor,
  { caseIds, kind }: DraftProposal,
): Promise<Result<{ readonly proposalId: string }, DraftProblem>> {
  const begun = await beginWith(tx, actor, caseIds);
  if (!begun.ok) return begun;
  const { cases, householdId, groundcheckId, move } = begun.value;
  const file = await findHouseholdFile(tx, actor, householdId);
  if (!file) return fail({ code: "not_found" });
  const release = await findReleaseInForce(tx);
  if (!release) return fail({ code: "no_release" });
  const family = await readReleaseFamily(tx, householdId, release.id);
  const possible = possibleKinds(family !== null);
  if (!possible.includes(kind)) return fail({ code: "wrong_kind", possible });

  const visit = await readVisit(tx, groundcheckId);
  const changes =
    kind === "add"
      ? await firstAddition(tx, actor, householdId, visit)
      : firstChanges(kind, { cases, visit, family });
  const { id } = await tx.proposal.create({
    data: {
      kind,
      householdId,
      villageId: file.villageId,
      releaseId: release.id,
      groundcheckId,
      changes,
      justification: "",
      draftedBy: actor.id,
      cases: { create: cases.map(({ id: caseId }) => ({ caseId })) },
      events: {
        create: {
          action: "draft",
          toState: proposalWorkflow.initial,
          ...actorColumns(actor),
          detail: { releaseId: release.id, groundcheckId },
        },
      },
    },
    select: { id: true },
  });
  const moved = await moveCases(tx, actor, {
    caseIds: cases.map((one) => one.id),
    action: move,
    detail: { proposalId: id },
  });
  // Of two who draft for the same case the second moves nothing, and the whole draft falls.
  if (moved.length < cases.length) return fail({ code: "changed_meanwhile" });
  await recordAudit(tx, actor, {
    action: "proposal.draft",
    subject: "proposal",
    subjectId: id,
    detail: { kind, cases: moved.map(String), groundcheckId, releaseId: release.id },
  });
  return ok({ proposalId: id });
}

/** What an usul perbaikan or hapus begins with; the operator completes it. */
function firstChanges(
  kind: Exclude<ProposalKind, "add">,
  {
    cases,
    visit,
    family,
  }: {
    readonly cases: readonly Case[];
    readonly visit: Visit | null;
    readonly family: ReleaseFamily | null;
  },
): ProposedChange[] {
  if (kind === "amend") return changesFound(visit, differencesWith(visit, family));
  const reason = removalReasonOf(visit?.result ?? null) ?? reasonOfKind(cases);
  if (reason === null) return [];
  return removalChanges(whoLeaves(cases, family), reason);
}

/**
 * Cases about persons remove these persons, and the family only where nobody would be left of it.
 * One who has no row in the family cannot be taken off it: then the operator chooses.
 */
function whoLeaves(
  cases: readonly Case[],
  family: ReleaseFamily | null,
): readonly string[] | "whole_family" {
  const people = new Set(
    cases
      .filter(({ kind }) => isRemovingKind(kind))
      .flatMap(({ individualId }) => individualId?.toString() ?? []),
  );
  if (people.size === 0) return "whole_family";
  const members = family?.members ?? [];
  const leaving = members.flatMap(({ individualId }) =>
    individualId !== null && people.has(individualId) ? individualId : [],
  );
  return members.length > 0 && leaving.length === members.length ? "whole_family" : leaving;
}

function reasonOfKind(cases: readonly Case[]): RemovalReason | null {
  if (cases.some(({ kind }) => kind === "deceased-recipient")) return "deceased";
  return cases.some(({ kind }) => kind === "moved-recipient") ? "moved" : null;
}

async function beginWith(
  tx: Db,
  actor: UserActor,
  caseIds: readonly bigint[],
): Promise<Result<Beginning, DraftProblem>> {
  const ids = [...new Set(caseIds)];
  const cases = await tx.errorCase.findMany({
    where: { id: { in: ids } },
    select: {
      id: true,
      kind: true,
      state: true,
      householdId: true,
      individualId: true,
      villageId: true,
    },
    orderBy: { id: "asc" },
  });
  const [first] = cases;
  const all = cases.length === ids.length;
  // Cases outside the actor's area do not exist for them: 403 would confirm that they do.
  if (!first || !all || !cases.every(({ villageId }) => coversVillage(actor, villageId)))
    return fail({ code: "not_found" });
  const { householdId } = first;
  if (householdId === null) return fail({ code: "not_available" });
  const move = first.state === "open" ? "propose_without_visit" : "propose";
  for (const { state, kind } of cases) {
    const decision = decide(caseWorkflow, {
      state,
      action: move,
      role: actor.role,
      facts: { kind_needs_no_visit: needsNoVisit(kind) },
    });
    if (decision.ok) continue;
    invariant(decision.problem.code !== "reason_required", "proposing a case needs no reason");
    const mixed = decision.problem.code === "not_available" && state !== first.state;
    return fail(mixed ? { code: "cases_differ" } : decision.problem);
  }
  if (cases.some((one) => one.householdId !== householdId)) return fail({ code: "cases_differ" });
  if (move === "propose_without_visit")
    return ok({ cases, householdId, groundcheckId: null, move });
  const groundcheckId = await findVerifiedGroundcheck(tx, ids);
  return groundcheckId === null
    ? fail({ code: "cases_differ" })
    : ok({ cases, householdId, groundcheckId, move });
}

/** The newest verified groundcheck that settled all of these cases. */
export async function findVerifiedGroundcheck(
  tx: Db,
  caseIds: readonly bigint[],
): Promise<string | null> {
  const found = await tx.groundcheck.findFirst({
    where: {
      state: "verified",
      AND: caseIds.map((caseId) => ({ cases: { some: { caseId } } })),
    },
    orderBy: { verifiedAt: "desc" },
    select: { id: true },
  });
  return found?.id ?? null;
}

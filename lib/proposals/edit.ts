import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import {
  additionChanges,
  againstRelease,
  changeOf,
  mergeChanges,
  removalChanges,
} from "./build-changes";
import { readCandidates } from "./candidates";
import { type LoadedProposal, loadProposal } from "./load-proposal";
import { type MoveProblem, moveProposal } from "./move-proposal";
import { type AdditionProblem, readPeople } from "./people-form";
import { findProposable, readValue, type ValueProblem } from "./proposable-columns";
import { findReleaseInForce, type ReleaseFamily, readReleaseFamily } from "./read-registry";
import { possibleKinds } from "./rules";
import type { AddChange, EditAddition, EditAmendment, EditRemoval, ProposedChange } from "./schema";
import type { ProposalKind } from "./workflow";

export type EditProblem =
  | { readonly code: "not_found" }
  | MoveProblem
  /** The form is one of another kind of proposal. */
  | { readonly code: "other_kind" }
  /** A newer release has the family (usul tambah), or has it no more: the draft is to be withdrawn. */
  | { readonly code: "wrong_kind"; readonly possible: readonly ProposalKind[] };

export type AddChangeProblem =
  | EditProblem
  | { readonly code: "unknown_column" }
  | { readonly code: "unknown_member" }
  | { readonly code: "same_value" }
  | { readonly code: "wrong_value"; readonly why: ValueProblem };

export type EditAdditionProblem = EditProblem | AdditionProblem;

/** What a draft asks for, and why. */
interface Content {
  readonly changes: ProposedChange[];
  readonly justification?: string;
}

interface Draft {
  readonly proposal: LoadedProposal;
  readonly family: ReleaseFamily | null;
}

/** Saves an usul perbaikan: which changes stay, and why they are asked for. */
export function editAmendment(
  tx: Db,
  actor: UserActor,
  { keep, justification, ...seen }: EditAmendment,
): Promise<Result<{ readonly proposalId: string }, EditProblem>> {
  return editDraft(tx, actor, { ...seen, kind: "amend" }, async ({ proposal, family }) => {
    const { candidates } = await readCandidates(tx, proposal, family);
    const changes = candidates.filter(({ key }) => keep.includes(key)).map(({ change }) => change);
    return ok({ changes, justification });
  });
}

/** Adds one change of a column to an usul perbaikan; the old value is read from the release in force. */
export function addChange(
  tx: Db,
  actor: UserActor,
  { subject, column: name, value, ...seen }: AddChange,
): Promise<Result<{ readonly proposalId: string }, AddChangeProblem>> {
  return editDraft(
    tx,
    actor,
    { ...seen, kind: "amend" },
    async ({ proposal, family }): Promise<Result<Content, AddChangeProblem>> => {
      const column = findProposable(subject === "keluarga" ? "household" : "individual", name);
      if (!column) return fail({ code: "unknown_column" });
      const known = family?.members.some(({ individualId }) => individualId === subject);
      if (subject !== "keluarga" && !known) return fail({ code: "unknown_member" });
      const read = readValue(column, value);
      if (!read.ok) return fail({ code: "wrong_value", why: read.problem });
      const about =
        subject === "keluarga"
          ? ({ of: "household" } as const)
          : ({ of: "member", individualId: subject } as const);
      const change = changeOf(family, about, name, read.value);
      if (!change) return fail({ code: "same_value" });
      return ok({ changes: mergeChanges(againstRelease(proposal.changes, family), [change]) });
    },
  );
}

/** Saves an usul hapus: whom, and why. */
export function editRemoval(
  tx: Db,
  actor: UserActor,
  { whom, members, removalReason, justification, ...seen }: EditRemoval,
): Promise<Result<{ readonly proposalId: string }, EditProblem>> {
  return editDraft(tx, actor, { ...seen, kind: "remove" }, async ({ family }) => {
    const listed = members.filter((id) =>
      family?.members.some(({ individualId }) => individualId === id),
    );
    const changes = removalChanges(whom === "keluarga" ? "whole_family" : listed, removalReason);
    return ok({ changes, justification });
  });
}

/** Saves an usul tambah: the family's number and address, what was found of the house, everybody in it. */
export function editAddition(
  tx: Db,
  actor: UserActor,
  input: EditAddition,
): Promise<Result<{ readonly proposalId: string }, EditAdditionProblem>> {
  const { proposalId, version, justification, keep } = input;
  return editDraft(
    tx,
    actor,
    { proposalId, version, kind: "add" },
    async ({ proposal, family }): Promise<Result<Content, EditAdditionProblem>> => {
      const read = readPeople(input);
      if (!read.ok) return read;
      const { candidates } = await readCandidates(tx, proposal, family);
      const findings = candidates
        .filter(({ key }) => keep.includes(key))
        .map(({ change }) => change);
      // An id that the draft does not have yet was not put into the form by us.
      const known = new Set(proposal.changes.map(({ individualId }) => individualId));
      const people = read.value.people.map((person) =>
        known.has(person.individualId) ? person : { ...person, individualId: null },
      );
      return ok({ changes: additionChanges({ ...read.value, people, findings }), justification });
    },
  );
}

/**
 * Writes a draft's content with old values of the release in force, whichever it was drafted against.
 */
async function editDraft<Problem>(
  tx: Db,
  actor: UserActor,
  {
    proposalId,
    version,
    kind,
  }: { readonly proposalId: string; readonly version: number; readonly kind: ProposalKind },
  write: (draft: Draft) => Promise<Result<Content, Problem>>,
): Promise<Result<{ readonly proposalId: string }, Problem | EditProblem>> {
  const proposal = await loadProposal(tx, actor, proposalId);
  if (!proposal) return fail({ code: "not_found" });
  if (proposal.kind !== kind) return fail({ code: "other_kind" });
  const release = await findReleaseInForce(tx);
  const family = release && (await readReleaseFamily(tx, proposal.householdId, release.id));
  const possible = possibleKinds(family !== null);
  if (!possible.includes(kind)) return fail({ code: "wrong_kind", possible });
  const content = await write({ proposal, family });
  if (!content.ok) return content;
  const releaseId = release?.id ?? proposal.releaseId;
  const { changes, justification = proposal.justification } = content.value;
  const moved = await moveProposal(tx, actor, {
    proposal: { ...proposal, version },
    action: "edit",
    data: { changes, justification, releaseId },
  });
  if (!moved.ok) return moved;
  await recordAudit(tx, actor, {
    action: "proposal.edit",
    subject: "proposal",
    subjectId: proposalId,
    detail: { kind, changes: changes.length, releaseId },
  });
  return ok({ proposalId });
}

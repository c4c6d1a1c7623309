import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { may } from "@/lib/auth/policy";
import { areaOf } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import { moveCases } from "@/lib/cases/move-cases";
import type { Db } from "@/lib/db/client";
import { type MoveProblem, moveProposal } from "@/lib/proposals/move-proposal";
import type { ProposalAction } from "@/lib/proposals/workflow";
import { fail, ok, type Result } from "@/lib/shared/result";
import { type LockedProposal, lockProposals } from "./lock-proposals";
import { officeDay } from "./office-day";
import type { EnterLines } from "./schema";
import type { BatchLineProblem, LineOutcomes, RefusedLine } from "./types";

export type EnterProblem =
  | { readonly code: "not_found" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "day_in_future" };

const ENTER = "enter" satisfies ProposalAction;

/**
 * Notes lines of one list as typed into SIKS-NG: the day, and what SIKS-NG answered. The proposal is
 * handed over and its cases wait for the next release. A line that cannot go is told with its reason
 * and holds no other back. Runs inside the caller's transaction.
 */
export async function enterLines(
  tx: Db,
  actor: UserActor,
  { batchId, proposal: ticked, enteredOn, evidence }: EnterLines,
): Promise<Result<LineOutcomes, EnterProblem>> {
  if (areaOf(actor).level !== "regency") return fail({ code: "not_found" });
  if (!may(actor.role, "hand_over.enter")) return fail({ code: "role_not_allowed" });
  if ((await tx.handOverBatch.count({ where: { id: batchId } })) === 0)
    return fail({ code: "not_found" });
  const { today, timeZone } = await officeDay(tx);
  if (enteredOn > today) return fail({ code: "day_in_future" });

  const found = await lockProposals(
    tx,
    ticked.map(({ id }) => id),
    timeZone,
  );
  const done: LineOutcomes["done"][number][] = [];
  const refused: RefusedLine[] = [];
  for (const { id, version } of ticked) {
    const proposal = found.get(id);
    const number = proposal?.number ?? null;
    const problem =
      proposal?.batchId === batchId
        ? await enterLine(tx, actor, { proposal, version, enteredOn, evidence })
        : "not_found";
    if (problem === null) done.push({ number });
    else refused.push({ number: problem === "not_found" ? null : number, code: problem });
  }
  return ok({ done, refused });
}

async function enterLine(
  tx: Db,
  actor: UserActor,
  {
    proposal,
    version,
    enteredOn,
    evidence,
  }: {
    readonly proposal: LockedProposal;
    readonly version: number;
    readonly enteredOn: string;
    readonly evidence: string;
  },
): Promise<BatchLineProblem | null> {
  const { id, batchId, batchNumber, hasBasis, validatedOn, caseIds } = proposal;
  if (validatedOn !== null && enteredOn < validatedOn) return "before_validation";
  const moved = await moveProposal(tx, actor, {
    proposal: { id, state: proposal.state, version },
    action: ENTER,
    facts: { has_basis: hasBasis, in_batch: batchId !== null },
    detail: { on: enteredOn, evidence, batch: batchNumber },
  });
  if (!moved.ok) return lineProblem(moved.problem);

  await tx.handOverLine.update({
    where: { proposalId: id },
    data: { enteredOn: new Date(enteredOn), enteredBy: actor.id, evidence },
  });
  await moveCases(tx, actor, { caseIds, action: "hand_over", detail: { proposalId: id } });
  await recordAudit(tx, actor, {
    action: "proposal.enter",
    subject: "proposal",
    subjectId: id,
    detail: { ...moved.value, on: enteredOn, batchId },
  });
  return null;
}

/** A refusal of the workflow in the words of a list: of its guards, a line can lack the basis only. */
export function lineProblem(problem: MoveProblem): BatchLineProblem {
  return problem.code === "guard_failed" ? "no_basis" : problem.code;
}

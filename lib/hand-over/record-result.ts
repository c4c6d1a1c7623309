import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { may } from "@/lib/auth/policy";
import { areaOf } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { moveProposal } from "@/lib/proposals/move-proposal";
import { fail, ok, type Result } from "@/lib/shared/result";
import { lineProblem } from "./enter-lines";
import { REFUSAL_LABELS } from "./labels";
import { type LockedProposal, lockProposals } from "./lock-proposals";
import { officeDay } from "./office-day";
import type { HandOverResult, RefusalCategory } from "./results";
import { returnCases } from "./return-cases";
import type { RecordResult } from "./schema";
import type { BatchLineProblem, LineOutcomes, RefusedLine } from "./types";

export type ResultProblem =
  | { readonly code: "not_found" }
  | { readonly code: "role_not_allowed" }
  | { readonly code: "day_in_future" }
  | { readonly code: "reason_required" };

/** The results that say no: they need a reason, and the cases are to be decided again. */
const REFUSALS: readonly HandOverResult[] = ["reject_at_kemensos", "reject_at_bps"];

/**
 * Notes what Kemensos or BPS answered for one proposal or many, with the day on which they did. What
 * cannot take the result is told with its reason and holds no other back. After a refusal the cases
 * are back where they are decided. Runs inside the caller's transaction.
 */
export async function recordResult(
  tx: Db,
  actor: UserActor,
  { proposal: ticked, result, on, category, reason: text }: RecordResult,
): Promise<Result<LineOutcomes, ResultProblem>> {
  if (areaOf(actor).level !== "regency") return fail({ code: "not_found" });
  if (!may(actor.role, "hand_over.enter")) return fail({ code: "role_not_allowed" });
  const { today, timeZone } = await officeDay(tx);
  if (on > today) return fail({ code: "day_in_future" });
  const reason = reasonOf(category, text);
  if (REFUSALS.includes(result) && reason === undefined) return fail({ code: "reason_required" });

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
    const problem = proposal
      ? await giveResult(tx, actor, { proposal, version, result, on, category, reason })
      : "not_found";
    if (problem === null) done.push({ number });
    else refused.push({ number, code: problem });
  }
  return ok({ done, refused });
}

/**
 * A category alone is a reason, unless it says that the reason is none of those listed; an
 * explanation follows it, so that both are read wherever the reason is told.
 */
function reasonOf(
  category: RefusalCategory | undefined,
  text: string | undefined,
): string | undefined {
  const label =
    category === undefined || category === "other" ? undefined : REFUSAL_LABELS[category];
  return [label, text].filter(Boolean).join(": ") || undefined;
}

async function giveResult(
  tx: Db,
  actor: UserActor,
  {
    proposal: { id, state, enteredOn, caseIds },
    version,
    result,
    on,
    category,
    reason,
  }: {
    readonly proposal: LockedProposal;
    readonly version: number;
    readonly reason: string | undefined;
  } & Pick<RecordResult, "result" | "on" | "category">,
): Promise<BatchLineProblem | null> {
  if (enteredOn !== null && on < enteredOn) return "before_entry";
  const refusal = REFUSALS.includes(result);
  const moved = await moveProposal(tx, actor, {
    proposal: { id, state, version },
    action: result,
    reason: refusal ? reason : undefined,
    detail: { on, ...(refusal && { category: category ?? "other" }) },
  });
  if (!moved.ok) return lineProblem(moved.problem);
  if (refusal) await returnCases(tx, actor, { proposalId: id, caseIds, reason });
  await recordAudit(tx, actor, {
    action: "proposal.result",
    subject: "proposal",
    subjectId: id,
    detail: { ...moved.value, result, on, ...(refusal && { category: category ?? "other" }) },
  });
  return null;
}

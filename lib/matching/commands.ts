import { recordAudit } from "@/lib/audit/record-audit";
import { scopeWhere } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { linkDeathRows } from "@/lib/registry/link-death-rows";
import { fail, ok, type Result } from "@/lib/shared/result";
import { COMPARED_STATES, type DecideMatch, type ReopenMatch } from "./schema";
import { seesMatchings } from "./sees-matchings";

export type DecideProblem =
  | { readonly code: "not_found" }
  | { readonly code: "not_offered" }
  | { readonly code: "changed_meanwhile" };

export type Decided = { readonly runId: string; readonly next: number | null };

/**
 * Says which person of the release a doubtful row is, or that it is none of those offered. No row of
 * the registry changes by it. Runs inside the caller's transaction; stores nothing when it refuses.
 */
export async function decideMatch(
  tx: Db,
  actor: UserActor,
  { runId, lineNo, person }: DecideMatch,
): Promise<Result<Decided, DecideProblem>> {
  const list = await findList(tx, actor, runId);
  if (!list) return fail({ code: "not_found" });
  if (person !== "none") {
    const offered = await tx.matchingCandidate.findFirst({
      where: { listId: list.id, lineNo, memberLine: person, ...scopeWhere(actor) },
    });
    if (!offered) return fail({ code: "not_offered" });
  }

  // The result in the WHERE makes check and write one step: of two who decide together, the second
  // updates no row.
  const { count } = await tx.matchingRow.updateMany({
    where: { listId: list.id, lineNo, result: "similar" },
    data: {
      result: person === "none" ? "unmatched" : "matched",
      memberLine: person === "none" ? null : person,
      settledBy: "person",
      decidedBy: actor.id,
      decidedAt: new Date(),
    },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });
  await recordAudit(tx, actor, {
    action: "matching.decide",
    subject: "matching",
    subjectId: runId,
    detail: { lineNo, result: person === "none" ? "unmatched" : "matched" },
  });
  await linkDecided(tx, list);
  return ok({ runId, next: await nextWaiting(tx, list.id, lineNo) });
}

/** Takes a person's decision back: the row waits again. What the comparison settled stays. */
export async function reopenMatch(
  tx: Db,
  actor: UserActor,
  { runId, lineNo }: ReopenMatch,
): Promise<Result<{ readonly runId: string }, DecideProblem>> {
  const list = await findList(tx, actor, runId);
  if (!list) return fail({ code: "not_found" });
  const { count } = await tx.matchingRow.updateMany({
    where: { listId: list.id, lineNo, settledBy: "person" },
    data: {
      result: "similar",
      memberLine: null,
      settledBy: null,
      decidedBy: null,
      decidedAt: null,
    },
  });
  if (count === 0) return fail({ code: "changed_meanwhile" });
  await recordAudit(tx, actor, {
    action: "matching.reopen",
    subject: "matching",
    subjectId: runId,
    detail: { lineNo },
  });
  await linkDecided(tx, list);
  return ok({ runId });
}

/** A list that counts already counts as it is decided now; cases follow with the next detection. */
async function linkDecided(tx: Db, { appliedAt }: { readonly appliedAt: Date | null }) {
  if (appliedAt !== null) await linkDeathRows(tx);
}

async function findList(tx: Db, actor: UserActor, runId: string) {
  if (!seesMatchings(actor)) return null;
  return tx.matchingList.findFirst({
    where: { runId, run: { state: { in: [...COMPARED_STATES] } } },
  });
}

/** The row to decide next: the one below, or from the beginning again after the last. */
async function nextWaiting(tx: Db, listId: number, lineNo: number): Promise<number | null> {
  const waiting = { listId, result: "similar" } as const;
  const orderBy = { lineNo: "asc" } as const;
  const next =
    (await tx.matchingRow.findFirst({ where: { ...waiting, lineNo: { gt: lineNo } }, orderBy })) ??
    (await tx.matchingRow.findFirst({ where: waiting, orderBy }));
  return next?.lineNo ?? null;
}

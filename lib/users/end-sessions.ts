import { recordAudit } from "@/lib/audit/record-audit";
import { endSessionsOf } from "@/lib/auth/sessions";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { OneSession, OneUser } from "./schema";

export type EndSessionsProblem = { readonly code: "no_session" };
export type EndUserSessionsProblem = EndSessionsProblem | { readonly code: "own_account" };

/** How many devices were signed out. */
export interface EndedSessions {
  readonly ended: number;
}

/** Signs somebody else out on every device. Runs inside the caller's transaction. */
export async function endUserSessions(
  tx: Db,
  actor: UserActor,
  { userId }: OneUser,
  now: Date,
): Promise<Result<EndedSessions, EndUserSessionsProblem>> {
  if (userId === actor.id) return fail({ code: "own_account" });
  return noteEnded(tx, actor, userId, await endSessionsOf(tx, userId, now));
}

/** Signs somebody else out on one device. Runs inside the caller's transaction. */
export async function endUserSession(
  tx: Db,
  actor: UserActor,
  { userId, sessionId }: OneSession,
  now: Date,
): Promise<Result<EndedSessions, EndUserSessionsProblem>> {
  if (userId === actor.id) return fail({ code: "own_account" });
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, userId, endedAt: null },
    data: { endedAt: now },
  });
  return noteEnded(tx, actor, userId, count, sessionId);
}

/** Signs the actor out on one other device of theirs. Runs inside the caller's transaction. */
export async function endOwnSession(
  tx: Db,
  actor: UserActor,
  { sessionId }: Pick<OneSession, "sessionId">,
  now: Date,
): Promise<Result<EndedSessions, EndSessionsProblem>> {
  const { count } = await tx.session.updateMany({
    where: { id: sessionId, userId: actor.id, endedAt: null, NOT: { id: actor.sessionId } },
    data: { endedAt: now },
  });
  return noteEnded(tx, actor, actor.id, count, sessionId);
}

/** Signs the actor out everywhere but here. Runs inside the caller's transaction. */
export async function endOtherSessions(
  tx: Db,
  actor: UserActor,
  now: Date,
): Promise<Result<EndedSessions, EndSessionsProblem>> {
  return noteEnded(tx, actor, actor.id, await endSessionsOf(tx, actor.id, now, actor.sessionId));
}

async function noteEnded(
  tx: Db,
  actor: UserActor,
  userId: string,
  ended: number,
  sessionId?: string,
): Promise<Result<EndedSessions, { readonly code: "no_session" }>> {
  if (ended === 0) return fail({ code: "no_session" });
  await recordAudit(tx, actor, {
    action: userId === actor.id ? "account.end_sessions" : "user.end_sessions",
    subject: "user",
    subjectId: userId,
    detail: { ended, ...(sessionId !== undefined && { sessionId }) },
  });
  return ok({ ended });
}

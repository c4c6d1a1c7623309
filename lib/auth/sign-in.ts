import { recordAudit } from "@/lib/audit/record-audit";
import type { Database, Db } from "@/lib/db/client";
import { invariant } from "@/lib/shared/invariant";
import { fail, ok, type Result } from "@/lib/shared/result";
import { holdPassword } from "./lock-accounts";
import { verifyPassword } from "./password";
import { findActor, startSession } from "./sessions";
import { countAttempt, forgiveAttempt, throttleKeys } from "./throttle";
import type { Role, SystemActor, UserActor } from "./types";

const SYSTEM: SystemActor = { kind: "system" };

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Where the attempt comes from; none of it is believed more than its use allows. */
export interface SignInDevice {
  readonly address: string;
  readonly userAgent: string | null;
  /** From the signed mark of a browser that signed in to this account before. */
  readonly knownDevice: string | null;
  /** The session that this browser still holds; the new one takes its place. */
  readonly previousSessionId: string | null;
}

export type SignInProblem =
  | { readonly code: "wrong_credentials" }
  | { readonly code: "throttled"; readonly until: Date };

/** The name as accounts are stored and throttled: people type it with a capital or a blank at the end. */
export function normalizeUsername(typed: string): string {
  return typed.trim().toLowerCase().normalize("NFC");
}

/**
 * Signs a person in: throttle, password, a new session. An unknown name, a closed account, an
 * account without a password and a wrong password are one answer after the same work.
 */
export async function signInWithPassword(
  db: Database,
  credentials: Credentials,
  device: SignInDevice,
  now: Date,
): Promise<Result<UserActor, SignInProblem>> {
  const username = normalizeUsername(credentials.username);
  const keys = await throttleKeys({ ...device, username });
  const attempt = await countAttempt(db, keys, now);
  if (!attempt.ok) return attempt;

  const user = await db.appUser.findUnique({ where: { username } });
  const passwordHash = user?.active ? user.passwordHash : null;
  const matches = await verifyPassword(passwordHash, credentials.password);
  if (!user || !matches) {
    await recordRefusal(db, user?.id ?? null);
    return fail({ code: "wrong_credentials" });
  }

  return db.$transaction(async (tx) => {
    await forgiveAttempt(tx, keys, now);
    if (!(await holdPassword(tx, user))) return fail({ code: "wrong_credentials" });
    return ok(await replaceSession(tx, user, device, now));
  });
}

/** Only an account that exists is named: what was typed into the name field may be a password. */
async function recordRefusal(db: Db, userId: string | null): Promise<void> {
  await recordAudit(db, SYSTEM, { action: "session.refuse", subject: "user", subjectId: userId });
}

async function replaceSession(
  tx: Db,
  user: { readonly id: string; readonly role: Role },
  device: SignInDevice,
  now: Date,
): Promise<UserActor> {
  if (device.previousSessionId !== null) {
    await tx.session.updateMany({
      where: { id: device.previousSessionId, endedAt: null },
      data: { endedAt: now },
    });
  }
  const sessionId = await startSession(tx, user, device, now);
  const actor = await findActor(tx, sessionId, now);
  invariant(actor, "a session that was just started belongs to somebody");
  await recordAudit(tx, actor, {
    action: "session.start",
    subject: "session",
    subjectId: sessionId,
  });
  return actor;
}

import { createHash, randomBytes } from "node:crypto";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Database, Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { findGuessableWords } from "./guessable-words";
import { lockAccounts } from "./lock-accounts";
import { hashPassword } from "./password";
import { checkPasswordRule, type PasswordProblem } from "./password-rule";
import { endSessionsOf } from "./sessions";

export const LINK_LIFE_MS = 30 * 60_000;

/**
 * Makes a link with which one person sets a password once, and voids the ones before it.
 *
 * @returns the token for the address `/sandi/<token>`: to be printed, never stored
 */
export async function createOneTimeLink(tx: Db, userId: string, now: Date): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await voidLinks(tx, userId, now);
  await tx.oneTimeLink.create({
    data: {
      tokenHash: hashToken(token),
      userId,
      createdAt: now,
      expiresAt: new Date(now.getTime() + LINK_LIFE_MS),
    },
  });
  return token;
}

/** Whose password the link sets, if it may still be used. */
export async function findLinkOwner(
  db: Db,
  token: string,
  now: Date,
): Promise<{ readonly id: string; readonly username: string; readonly name: string } | null> {
  const link = await db.oneTimeLink.findUnique({
    where: { tokenHash: hashToken(token), usedAt: null, expiresAt: { gt: now } },
    select: { user: { select: { id: true, username: true, name: true, active: true } } },
  });
  if (!link?.user.active) return null;
  const { id, username, name } = link.user;
  return { id, username, name };
}

export type SetPasswordProblem = PasswordProblem | { readonly code: "link_not_valid" };

/**
 * Sets the password by the link and uses the link up, both or neither: of twenty who press at
 * once, one wins. Whoever was signed in to the account is signed out.
 */
export async function setPasswordByLink(
  db: Database,
  token: string,
  password: string,
  now: Date,
): Promise<Result<{ readonly userId: string }, SetPasswordProblem>> {
  // Looked at first, so that a made-up link costs the server neither dictionary nor hash.
  const owner = await findLinkOwner(db, token, now);
  if (!owner) return fail({ code: "link_not_valid" });
  const rule = await checkPasswordRule(password, await findGuessableWords(db, owner.id));
  if (!rule.ok) return rule;
  const passwordHash = await hashPassword(password);

  return db.$transaction(async (tx) => {
    await lockAccounts(tx, [owner.id]);
    // Meanwhile the account may have been closed, or the link replaced by a newer one.
    if (!(await findLinkOwner(tx, token, now))) return fail({ code: "link_not_valid" });
    const userId = await takeLink(tx, token, now);
    if (userId === null) return fail({ code: "link_not_valid" });
    await tx.appUser.update({ where: { id: userId }, data: { passwordHash } });
    await voidLinks(tx, userId, now);
    const sessions = await endSessionsOf(tx, userId, now);
    await recordAudit(
      tx,
      { kind: "system" },
      { action: "password.set", subject: "user", subjectId: userId, detail: { sessions } },
    );
    return ok({ userId });
  });
}

/** Compare and set in one statement: the second update finds no unused row. */
async function takeLink(tx: Db, token: string, now: Date): Promise<string | null> {
  const [link] = await tx.oneTimeLink.updateManyAndReturn({
    where: { tokenHash: hashToken(token), usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
    select: { userId: true },
  });
  return link?.userId ?? null;
}

/** Makes a person's open links worthless. */
export async function voidLinks(tx: Db, userId: string, now: Date): Promise<void> {
  await tx.oneTimeLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
}

function hashToken(token: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(token).digest());
}

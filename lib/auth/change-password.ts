import { recordAudit } from "@/lib/audit/record-audit";
import type { Database } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { findGuessableWords } from "./guessable-words";
import { holdPassword } from "./lock-accounts";
import { hashPassword, verifyPassword } from "./password";
import { checkPasswordRule, type PasswordProblem } from "./password-rule";
import type { ChangePassword } from "./schema";
import { endSessionsOf } from "./sessions";
import type { SignInDevice } from "./sign-in";
import { countAttempt, forgiveAttempt, throttleKeys } from "./throttle";
import type { UserActor } from "./types";

export type ChangePasswordProblem =
  | PasswordProblem
  | { readonly code: "demo_account" }
  | { readonly code: "throttled"; readonly until: Date }
  | { readonly code: "wrong_password" }
  | { readonly code: "same_password" };

/**
 * Changes the password of the person who asks. The one they have is asked for and counted like a
 * sign-in, so that somebody at an unlocked screen cannot try for long; every other device is
 * signed out.
 */
export async function changeOwnPassword(
  db: Database,
  actor: UserActor,
  { current, password }: Pick<ChangePassword, "current" | "password">,
  device: Pick<SignInDevice, "address" | "knownDevice">,
  now: Date,
): Promise<Result<{ readonly sessions: number }, ChangePasswordProblem>> {
  const user = await db.appUser.findUniqueOrThrow({ where: { id: actor.id } });
  if (user.demo) return fail({ code: "demo_account" });
  const keys = await throttleKeys({ ...device, username: user.username });
  const attempt = await countAttempt(db, keys, now);
  if (!attempt.ok) return attempt;
  if (!(await verifyPassword(user.passwordHash, current))) {
    await recordAudit(db, actor, {
      action: "password.refuse",
      subject: "user",
      subjectId: actor.id,
    });
    return fail({ code: "wrong_password" });
  }
  await db.$transaction((tx) => forgiveAttempt(tx, keys, now));
  if (password === current) return fail({ code: "same_password" });
  const rule = await checkPasswordRule(password, await findGuessableWords(db, actor.id));
  if (!rule.ok) return rule;
  const passwordHash = await hashPassword(password);

  return db.$transaction(async (tx) => {
    if (!(await holdPassword(tx, user))) return fail({ code: "wrong_password" });
    await tx.appUser.update({ where: { id: actor.id }, data: { passwordHash } });
    const sessions = await endSessionsOf(tx, actor.id, now, actor.sessionId);
    await recordAudit(tx, actor, {
      action: "password.change",
      subject: "user",
      subjectId: actor.id,
      detail: { sessions },
    });
    return ok({ sessions });
  });
}

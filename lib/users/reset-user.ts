import { recordAudit } from "@/lib/audit/record-audit";
import { createOneTimeLink } from "@/lib/auth/one-time-link";
import { endSessionsOf } from "@/lib/auth/sessions";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { HandedLink } from "./invite-user";
import type { OneUser } from "./schema";
import { type TakeProblem, takeAccount } from "./take-account";

export type ResetProblem = TakeProblem | { readonly code: "inactive" };

/**
 * Makes a new link for somebody who cannot sign in, or whose password somebody else may know. From
 * this moment the old password and every device are out: until the link is used nobody gets in.
 * Runs inside the caller's transaction.
 */
export async function resetUser(
  tx: Db,
  actor: UserActor,
  { userId }: OneUser,
  now: Date,
): Promise<Result<HandedLink, ResetProblem>> {
  const taken = await takeAccount(tx, actor, userId, now);
  if (!taken.ok) return taken;
  const { name, username, state } = taken.value;
  if (state === "inactive") return fail({ code: "inactive" });
  await tx.appUser.update({ where: { id: userId }, data: { passwordHash: null } });
  const sessions = await endSessionsOf(tx, userId, now);
  const token = await createOneTimeLink(tx, userId, now);
  await recordAudit(tx, actor, {
    action: "user.reset",
    subject: "user",
    subjectId: userId,
    detail: { sessions },
  });
  return ok({ userId, name, username, token });
}

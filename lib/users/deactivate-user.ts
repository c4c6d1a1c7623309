import { recordAudit } from "@/lib/audit/record-audit";
import { voidLinks } from "@/lib/auth/one-time-link";
import { endSessionsOf } from "@/lib/auth/sessions";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { countOpenTasks } from "@/lib/groundchecks/open-tasks";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { ActivateUser, DeactivateUser } from "./schema";
import { type TakeProblem, takeAccount } from "./take-account";

export type DeactivateProblem = TakeProblem | { readonly code: "already_inactive" };
export type ActivateProblem = TakeProblem | { readonly code: "already_active" };

/** What the admin is told: devices signed out, and visits that an operator has to give to others. */
export interface Deactivated {
  readonly sessions: number;
  readonly openTasks: number;
}

/**
 * Closes an account at once: its devices are signed out and its open link is void. Visits that are
 * still with the person stay with them, drafts included, until an operator moves them; whatever
 * they did keeps their name. Runs inside the caller's transaction.
 */
export async function deactivateUser(
  tx: Db,
  actor: UserActor,
  { userId, reason }: DeactivateUser,
  now: Date,
): Promise<Result<Deactivated, DeactivateProblem>> {
  const taken = await takeAccount(tx, actor, userId, now);
  if (!taken.ok) return taken;
  if (taken.value.state === "inactive") return fail({ code: "already_inactive" });
  await tx.appUser.update({ where: { id: userId }, data: { active: false } });
  await voidLinks(tx, userId, now);
  const sessions = await endSessionsOf(tx, userId, now);
  const openTasks = await countOpenTasks(tx, userId);
  await recordAudit(tx, actor, {
    action: "user.deactivate",
    subject: "user",
    subjectId: userId,
    detail: { reason, sessions, openTasks },
  });
  return ok({ sessions, openTasks });
}

/** Opens a closed account again, with the password it had. Runs inside the caller's transaction. */
export async function activateUser(
  tx: Db,
  actor: UserActor,
  { userId, reason }: ActivateUser,
  now: Date,
): Promise<Result<null, ActivateProblem>> {
  const taken = await takeAccount(tx, actor, userId, now);
  if (!taken.ok) return taken;
  if (taken.value.state !== "inactive") return fail({ code: "already_active" });
  await tx.appUser.update({ where: { id: userId }, data: { active: true } });
  await recordAudit(tx, actor, {
    action: "user.activate",
    subject: "user",
    subjectId: userId,
    detail: { reason },
  });
  return ok(null);
}

import { lockAccounts } from "@/lib/auth/lock-accounts";
import { may } from "@/lib/auth/policy";
import { findActor } from "@/lib/auth/sessions";
import type { Role, UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { stateOf, type UserState } from "./rules";

export type TakeProblem =
  | { readonly code: "user_not_found" }
  | { readonly code: "own_account" }
  | { readonly code: "demo_account" }
  | { readonly code: "no_longer_admin" };

export interface TakenAccount {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly state: UserState;
  readonly areaIds: readonly number[];
}

/**
 * Takes somebody's account to change it, until the transaction ends. Nobody changes their own, and
 * who acts is asked again under the lock: of two admins who close each other's account at the same
 * moment, the second is no admin any more. So the office never loses its last one.
 */
export async function takeAccount(
  tx: Db,
  actor: UserActor,
  userId: string,
  now: Date,
): Promise<Result<TakenAccount, TakeProblem>> {
  if (userId === actor.id) return fail({ code: "own_account" });
  await lockAccounts(tx, [actor.id, userId]);
  const present = await findActor(tx, actor.sessionId, now);
  if (!present || !may(present.role, "user.change")) return fail({ code: "no_longer_admin" });
  const user = await tx.appUser.findUnique({ where: { id: userId }, include: { areas: true } });
  if (!user) return fail({ code: "user_not_found" });
  // Everybody knows the password of a demonstration account: who changed one would lock out the next visitor.
  if (user.demo) return fail({ code: "demo_account" });
  const { id, name, username, role, active, passwordHash } = user;
  const state = stateOf({ active, hasPassword: passwordHash !== null });
  return ok({ id, name, username, role, state, areaIds: user.areas.map(({ areaId }) => areaId) });
}

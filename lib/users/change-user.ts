import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { countOpenTasks, countTasksOutside } from "@/lib/groundchecks/open-tasks";
import { fail, ok, type Result } from "@/lib/shared/result";
import { type AreaProblem, chooseAreas, villagesOf } from "./choose-areas";
import type { ChangeUser } from "./schema";
import { type TakenAccount, type TakeProblem, takeAccount } from "./take-account";

export type ChangeProblem =
  | TakeProblem
  | AreaProblem
  | { readonly code: "nothing_changed" }
  | { readonly code: "has_tasks"; readonly count: number };

/**
 * Changes name, role and area of somebody else. Nobody is signed out by it: the next request of
 * their session already reads the new role and area. Refuses what would put visits that are still
 * with a companion out of everybody's sight. Runs inside the caller's transaction.
 */
export async function changeUser(
  tx: Db,
  actor: UserActor,
  { userId, name, role, ...wanted }: ChangeUser,
  now: Date,
): Promise<Result<null, ChangeProblem>> {
  const taken = await takeAccount(tx, actor, userId, now);
  if (!taken.ok) return taken;
  const areas = await chooseAreas(tx, role, wanted);
  if (!areas.ok) return areas;
  const before = taken.value;
  const areaIds = areas.value.toSorted((one, other) => one - other);
  const areasBefore = before.areaIds.toSorted((one, other) => one - other);
  const moved = areaIds.join() !== areasBefore.join();
  if (!moved && before.name === name && before.role === role)
    return fail({ code: "nothing_changed" });

  const count = await countTasksLeft(tx, before, role, areaIds);
  if (count > 0) return fail({ code: "has_tasks", count });

  await tx.appUser.update({ where: { id: userId }, data: { name, role } });
  if (moved) {
    await tx.userArea.deleteMany({ where: { userId } });
    await tx.userArea.createMany({ data: areaIds.map((areaId) => ({ userId, areaId })) });
  }
  await recordAudit(tx, actor, {
    action: "user.change",
    subject: "user",
    subjectId: userId,
    detail: {
      from: { role: before.role, areaIds: areasBefore },
      to: { role, areaIds },
      renamed: before.name !== name,
    },
  });
  return ok(null);
}

/** Visits that are with the person now and that they could not open any more. */
async function countTasksLeft(
  tx: Db,
  { id, role: before }: TakenAccount,
  role: ChangeUser["role"],
  areaIds: readonly number[],
): Promise<number> {
  if (before !== "companion") return 0;
  if (role !== "companion") return countOpenTasks(tx, id);
  const villageIds = await villagesOf(tx, areaIds);
  return villageIds === null ? 0 : countTasksOutside(tx, id, villageIds);
}

import type { Db } from "@/lib/db/client";
import { WITH_COMPANION } from "./workflow";

/** The visits that are still with a companion, wherever the families live. */
export async function countOpenTasks(db: Db, companionId: string): Promise<number> {
  return db.groundcheck.count({ where: { companionId, state: { in: [...WITH_COMPANION] } } });
}

/** Those of them that a companion of these kelurahan could no longer open. */
export async function countTasksOutside(
  db: Db,
  companionId: string,
  villageIds: readonly number[],
): Promise<number> {
  return db.groundcheck.count({
    where: {
      companionId,
      state: { in: [...WITH_COMPANION] },
      OR: [{ villageId: null }, { villageId: { notIn: [...villageIds] } }],
    },
  });
}

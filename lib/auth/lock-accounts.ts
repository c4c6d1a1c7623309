import type { Db } from "@/lib/db/client";

/**
 * Takes accounts until the transaction ends, always in the order of their ids, so that two who act
 * on each other wait and never deadlock. What is read after it is no older than the lock.
 */
export async function lockAccounts(tx: Db, userIds: readonly string[]): Promise<void> {
  // Not FOR UPDATE: new sessions and tasks refer to these rows and need not wait.
  await tx.$queryRaw`
    SELECT app_user.id
      FROM app_user
     WHERE app_user.id = ANY(${[...userIds]}::uuid[])
  ORDER BY app_user.id
       FOR NO KEY UPDATE
  `;
}

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

/**
 * Whether the password that was right is still the account's, and stays so until the transaction
 * ends: while its hash was computed, the account may have been closed or given a new password.
 */
export async function holdPassword(
  tx: Db,
  { id, passwordHash }: { readonly id: string; readonly passwordHash: string | null },
): Promise<boolean> {
  await lockAccounts(tx, [id]);
  return (await tx.appUser.count({ where: { id, passwordHash, active: true } })) === 1;
}

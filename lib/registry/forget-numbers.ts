import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Forgets the No KK that a withdrawn release gave to families known before. A family that only this
 * release brought keeps its number: by it the family is recognised when a release brings it again,
 * and with it what people wrote down about it.
 */
export async function forgetNumbersOf(tx: Db, releaseId: number): Promise<number> {
  return tx.$executeRaw`
    DELETE FROM household_kk AS learned
     WHERE learned.release_id = ${releaseId}
       AND EXISTS (
             SELECT FROM household_kk AS other
              WHERE other.household_id = learned.household_id
                AND other.release_id IS DISTINCT FROM ${releaseId}::int
           )
  `;
}

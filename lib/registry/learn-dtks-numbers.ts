import "server-only";
import type { Db } from "@/lib/db/client";

/** Remembers the No KK of the DTKS for the families they lead to: recipient lists still use the old ones. */
export async function learnDtksNumbers(tx: Db, releaseId: number): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO household_kk (nomor_kk, household_id, origin, release_id)
    SELECT DISTINCT nomor_kk, household_id, 'dtks'::identity_origin, ${releaseId}::int
      FROM dtks_match
     WHERE nomor_kk IS NOT NULL AND household_id IS NOT NULL
        ON CONFLICT DO NOTHING
  `;
}

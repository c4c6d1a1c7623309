import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Gives an identity to the families that only a recipient list knows, one a No KK, so that they can
 * have a case (*tidak ada di DTSEN*) and are recognised when a release brings them.
 */
export async function foundRecipientHouseholds(tx: Db): Promise<number> {
  return tx.$executeRaw`
    WITH unknown AS MATERIALIZED (
      SELECT unknown_number.nomor_kk,
             nextval(pg_get_serial_sequence('household', 'id')) AS household_id
        FROM (SELECT DISTINCT nomor_kk
                FROM recipient_match
               WHERE matched_by = 'new_household' AND household_id IS NULL) AS unknown_number
    ), new_household AS (
      INSERT INTO household (id, origin)
      SELECT household_id, 'recipients' FROM unknown
    ), learned_number AS (
      INSERT INTO household_kk (nomor_kk, household_id, origin)
      SELECT nomor_kk, household_id, 'recipients' FROM unknown
    )
    UPDATE recipient_match
       SET household_id = unknown.household_id
      FROM unknown
     WHERE recipient_match.nomor_kk = unknown.nomor_kk
       AND recipient_match.matched_by = 'new_household'
       AND recipient_match.household_id IS NULL
  `;
}

import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Gives the families of the DTKS that the release does not have their identity: the family already
 * known by this No KK outside the release, else a new one, so that a family missing from DTSEN can
 * have a case. A family without a usable No KK stays without.
 */
export async function foundDtksHouseholds(tx: Db, releaseId: number): Promise<number> {
  return tx.$executeRaw`
    WITH unmatched AS (
      SELECT DISTINCT nomor_kk
        FROM dtks_match
       WHERE household_id IS NULL AND nomor_kk IS NOT NULL
    ), known AS MATERIALIZED (
      SELECT unmatched.nomor_kk, max(outside.household_id) AS household_id
        FROM unmatched
        LEFT JOIN household_kk AS outside
               ON outside.nomor_kk = unmatched.nomor_kk
              AND NOT EXISTS (
                    SELECT FROM household_release
                     WHERE household_release.release_id = ${releaseId}
                       AND household_release.household_id = outside.household_id
                  )
    GROUP BY unmatched.nomor_kk
    ), found AS MATERIALIZED (
      SELECT nomor_kk,
             COALESCE(household_id, nextval(pg_get_serial_sequence('household', 'id')))
               AS household_id,
             household_id IS NULL AS is_new
        FROM known
    ), new_household AS (
      INSERT INTO household (id, origin)
      SELECT household_id, 'dtks' FROM found WHERE is_new
    )
    UPDATE dtks_match
       SET household_id = found.household_id
      FROM found
     WHERE dtks_match.nomor_kk = found.nomor_kk AND dtks_match.household_id IS NULL
  `;
}

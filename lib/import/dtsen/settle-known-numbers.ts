import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Gives families of a release that have an id of their own the family that once had their No KK, if
 * it stands nowhere else in the release. While the files were read this was decided for families
 * that the release before does not have; here are those whose number of today is gone and whose
 * number of old is back, and, at publication, those that a list made known since the check.
 *
 * SQL because it needs the whole release. Running it again changes nothing.
 */
export async function settleKnownNumbers(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    WITH new_family AS (
      SELECT family.line_no, family.household_id, family.nomor_kk
        FROM household_release AS family
       WHERE family.release_id = ${releaseId}
         AND NOT EXISTS (SELECT FROM household WHERE household.id = family.household_id)
    ), candidate AS (
      SELECT new_family.household_id AS new_id, known.household_id AS known_id,
             row_number() OVER (PARTITION BY new_family.household_id
                                    ORDER BY known.first_seen_at DESC, known.household_id DESC)
               AS place_for_family,
             row_number() OVER (PARTITION BY known.household_id ORDER BY new_family.line_no)
               AS place_for_known
        FROM new_family
        JOIN household_kk AS known ON known.nomor_kk = new_family.nomor_kk
       WHERE NOT EXISTS (
               SELECT FROM household_release AS elsewhere
                WHERE elsewhere.release_id = ${releaseId}
                  AND elsewhere.household_id = known.household_id
             )
    ), settled AS MATERIALIZED (
      SELECT new_id, known_id
        FROM candidate
       WHERE place_for_family = 1 AND place_for_known = 1
    ), settled_member AS (
      UPDATE individual_release AS member
         SET household_id = settled.known_id
        FROM settled
       WHERE member.release_id = ${releaseId} AND member.household_id = settled.new_id
    )
    UPDATE household_release AS family
       SET household_id = settled.known_id
      FROM settled
     WHERE family.release_id = ${releaseId} AND family.household_id = settled.new_id
  `;
}

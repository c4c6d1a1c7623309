import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Finds the families whose No KK changed. Among families of both releases whose number has no
 * counterpart on the other side, the new one is the old one if it holds more than half of the old
 * one's valid NIK. Where two families have an equal claim there is no telling: the family is new.
 * That a list had made the new number known before does not count against the people themselves.
 *
 * SQL because it compares the rest of two releases with each other. Running it again changes
 * nothing: what was matched has a counterpart.
 */
export async function matchChangedNumbers(
  db: Db,
  releaseId: number,
  previousId: number,
): Promise<number> {
  return db.$executeRaw`
    WITH gone_family AS (
      SELECT previous.household_id
        FROM household_release AS previous
       WHERE previous.release_id = ${previousId}
         AND previous.household_id IS NOT NULL
         AND NOT EXISTS (
               SELECT FROM household_release AS present
                WHERE present.release_id = ${releaseId}
                  AND present.household_id = previous.household_id
             )
    ), new_family AS (
      SELECT family.household_id
        FROM household_release AS family
       WHERE family.release_id = ${releaseId}
         AND NOT EXISTS (
               SELECT FROM household_release AS previous
                WHERE previous.release_id = ${previousId}
                  AND previous.household_id = family.household_id
             )
    ), gone_member AS MATERIALIZED (
      SELECT DISTINCT member.household_id, member.nik
        FROM gone_family
        JOIN individual_release AS member ON member.release_id = ${previousId}
                                         AND member.household_id = gone_family.household_id
                                         AND member.nik_valid
    ), gone_size AS (
      SELECT household_id, count(*) AS nik_count
        FROM gone_member
    GROUP BY household_id
    ), shared AS (
      SELECT gone_member.household_id AS gone_id, member.household_id AS new_id,
             count(DISTINCT member.nik) AS shared_count
        FROM gone_member
        JOIN individual_release AS member ON member.release_id = ${releaseId}
                                         AND member.nik = gone_member.nik
                                         AND member.nik_valid
        JOIN new_family ON new_family.household_id = member.household_id
    GROUP BY gone_member.household_id, member.household_id
    ), majority AS (
      SELECT shared.*,
             rank() OVER (PARTITION BY gone_id ORDER BY shared_count DESC) AS place_for_gone,
             rank() OVER (PARTITION BY new_id ORDER BY shared_count DESC) AS place_for_new,
             count(*) OVER (PARTITION BY gone_id, shared_count) AS rivals_for_gone,
             count(*) OVER (PARTITION BY new_id, shared_count) AS rivals_for_new
        FROM shared
        JOIN gone_size ON gone_size.household_id = shared.gone_id
       WHERE shared.shared_count * 2 > gone_size.nik_count
    ), same_family AS MATERIALIZED (
      SELECT gone_id, new_id
        FROM majority
       WHERE place_for_gone = 1 AND rivals_for_gone = 1
         AND place_for_new = 1 AND rivals_for_new = 1
    ), same_member AS (
      UPDATE individual_release AS member
         SET household_id = same_family.gone_id
        FROM same_family
       WHERE member.release_id = ${releaseId} AND member.household_id = same_family.new_id
    )
    UPDATE household_release AS family
       SET household_id = same_family.gone_id
      FROM same_family
     WHERE family.release_id = ${releaseId} AND family.household_id = same_family.new_id
  `;
}

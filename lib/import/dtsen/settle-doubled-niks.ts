import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Decides who keeps a NIK that stands on several rows: the row in the family where the NIK was in
 * the release before, else the first. While the files were read the first row took it; where another
 * one keeps it, the two change their persons.
 *
 * @param doubledLines the lines whose NIK stood in the file before
 */
export async function settleDoubledNiks(
  db: Db,
  releaseId: number,
  previousId: number,
  doubledLines: readonly number[],
): Promise<number> {
  return db.$executeRaw`
    WITH doubled AS (
      SELECT DISTINCT nik
        FROM individual_release
       WHERE release_id = ${releaseId} AND line_no = ANY(${doubledLines}::int[])
    ), claimant AS (
      SELECT member.nik, member.line_no, member.individual_id,
             row_number() OVER (PARTITION BY member.nik ORDER BY member.line_no) AS place_in_file,
             row_number() OVER (PARTITION BY member.nik
                                    ORDER BY EXISTS (
                                               SELECT FROM individual
                                                 JOIN individual_release AS previous
                                                   ON previous.release_id = ${previousId}
                                                  AND previous.individual_id = individual.id
                                                WHERE individual.nik = member.nik::bpchar
                                                  AND previous.household_id = member.household_id
                                             ) DESC, member.line_no)
               AS place_by_family
        FROM doubled
        JOIN individual_release AS member ON member.release_id = ${releaseId}
                                         AND member.nik = doubled.nik
                                         AND member.nik_valid
    ), exchange AS (
      SELECT keeper.line_no AS keeper_line, keeper.individual_id AS keeper_id,
             first.line_no AS first_line, first.individual_id AS first_id
        FROM claimant AS keeper
        JOIN claimant AS first ON first.nik = keeper.nik AND first.place_in_file = 1
       WHERE keeper.place_by_family = 1 AND keeper.line_no <> first.line_no
    ), given AS (
      SELECT keeper_line AS line_no, first_id AS individual_id FROM exchange
       UNION ALL
      SELECT first_line, keeper_id FROM exchange
    )
    UPDATE individual_release AS member
       SET individual_id = given.individual_id
      FROM given
     WHERE member.release_id = ${releaseId} AND member.line_no = given.line_no
  `;
}

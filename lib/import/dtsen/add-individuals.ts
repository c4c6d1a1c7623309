import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Adds the people that a release has and nobody knew. Of the rows with one new NIK the first has it;
 * the others, and rows whose NIK is invalid, are people without. Running it again adds nothing.
 *
 * In the order of the NIK, because its unique index is then filled from left to right.
 */
export async function addIndividuals(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    WITH new_member AS (
      SELECT member.individual_id, member.line_no, CASE WHEN member.nik_valid THEN member.nik END AS nik
        FROM individual_release AS member
       WHERE member.release_id = ${releaseId}
         AND NOT EXISTS (SELECT FROM individual WHERE individual.id = member.individual_id)
    ), placed AS (
      SELECT individual_id, nik,
             row_number() OVER (PARTITION BY nik ORDER BY line_no) AS place
        FROM new_member
    )
    INSERT INTO individual (id, nik, origin, first_release_id)
    SELECT placed.individual_id,
           CASE WHEN placed.place = 1
                 AND NOT EXISTS (SELECT FROM individual WHERE individual.nik = placed.nik::bpchar)
                THEN placed.nik
            END,
           'dtsen', ${releaseId}::int
      FROM placed
  ORDER BY placed.nik
  `;
}

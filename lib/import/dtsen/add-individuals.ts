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
    )
    INSERT INTO individual (id, nik, origin, first_release_id)
    SELECT new_member.individual_id,
           CASE
             WHEN new_member.nik IS DISTINCT FROM
                  lag(new_member.nik) OVER (ORDER BY new_member.nik, new_member.line_no)
              AND known.id IS NULL
             THEN new_member.nik
           END,
           'dtsen', ${releaseId}::int
      FROM new_member
 LEFT JOIN individual AS known ON known.nik = new_member.nik::bpchar
  ORDER BY new_member.nik, new_member.line_no
  `;
}

import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Gives a NIK that a list made known since the check to the person who has it: the check saw nobody
 * with it and set an id of its own.
 *
 * SQL because it looks at the whole release. Running it again changes nothing.
 */
export async function settleKnownNiks(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    WITH new_member AS (
      SELECT member.line_no, member.nik
        FROM individual_release AS member
       WHERE member.release_id = ${releaseId}
         AND member.nik_valid
         AND NOT EXISTS (SELECT FROM individual WHERE individual.id = member.individual_id)
    ), settled AS (
      SELECT DISTINCT ON (individual.id) individual.id, new_member.line_no
        FROM new_member
        JOIN individual ON individual.nik = new_member.nik::bpchar
       WHERE NOT EXISTS (
               SELECT FROM individual_release AS holder
                WHERE holder.release_id = ${releaseId}
                  AND holder.individual_id = individual.id
             )
    ORDER BY individual.id, new_member.line_no
    )
    UPDATE individual_release AS member
       SET individual_id = settled.id
      FROM settled
     WHERE member.release_id = ${releaseId} AND member.line_no = settled.line_no
  `;
}

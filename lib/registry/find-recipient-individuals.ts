import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Finds the person of each row for programs that individuals receive: the one with the row's NIK
 * (a new identity where nobody has it), or, where the NIK is unusable, the one member of the row's
 * family with the same name. A row without a person makes no participation.
 */
export async function findRecipientIndividuals(tx: Db, releaseId: number): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO individual (nik, origin)
    SELECT DISTINCT recipient_match.nik, 'recipients'::identity_origin
      FROM recipient_match
     WHERE recipient_match.level = 'individual'
       AND recipient_match.nik IS NOT NULL
       AND recipient_match.household_id IS NOT NULL
       AND NOT EXISTS (
             SELECT FROM individual WHERE individual.nik = recipient_match.nik::char(16)
           )
        ON CONFLICT DO NOTHING
  `;
  await tx.$executeRaw`
    WITH person AS (
      SELECT recipient_match.list_id, recipient_match.line_no, individual.id AS individual_id
        FROM recipient_match
        JOIN individual ON individual.nik = recipient_match.nik::char(16)
       WHERE recipient_match.level = 'individual' AND recipient_match.household_id IS NOT NULL
       UNION ALL
      SELECT recipient_match.list_id, recipient_match.line_no,
             min(individual_release.individual_id) AS individual_id
        FROM recipient_match
        JOIN individual_release ON individual_release.release_id = ${releaseId}
                               AND individual_release.household_id = recipient_match.household_id
                               AND upper(individual_release.nama) = upper(recipient_match.nama)
       WHERE recipient_match.level = 'individual' AND recipient_match.nik IS NULL
    GROUP BY recipient_match.list_id, recipient_match.line_no
      HAVING count(DISTINCT individual_release.individual_id) = 1
    )
    UPDATE recipient_match
       SET individual_id = person.individual_id
      FROM person
     WHERE (recipient_match.list_id, recipient_match.line_no) = (person.list_id, person.line_no)
  `;
}

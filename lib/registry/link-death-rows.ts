import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Ties each row of the applied lists of deaths to its person: the one whom the comparison or somebody
 * found, else, unless somebody said it is none of them, whoever has its NIK by now. A NIK that no
 * release knew but a list of recipients names becomes a person by it, so that the row can have a
 * case. Only rows that change are written.
 */
export async function linkDeathRows(tx: Db): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO individual (nik, origin)
    SELECT DISTINCT matching_row.nik, 'deaths'::identity_origin
      FROM matching_row
      JOIN matching_list ON matching_list.id = matching_row.list_id
     WHERE matching_list.applied_at IS NOT NULL
       AND matching_row.nik_valid
       AND matching_row.settled_by = 'nobody'
       AND EXISTS (SELECT FROM recipient_row WHERE recipient_row.nik = matching_row.nik)
       AND NOT EXISTS (
             SELECT FROM individual WHERE individual.nik = matching_row.nik::char(16)
           )
        ON CONFLICT DO NOTHING
  `;
  await tx.$executeRaw`
    UPDATE matching_row
       SET individual_id = found.individual_id
      FROM (
             SELECT matching_row.list_id,
                    matching_row.line_no,
                    CASE
                      WHEN matching_row.result = 'matched' THEN candidate.individual_id
                      WHEN matching_row.settled_by = 'nobody' THEN individual.id
                    END AS individual_id
               FROM matching_row
               JOIN matching_list ON matching_list.id = matching_row.list_id
          LEFT JOIN matching_candidate AS candidate
                 ON candidate.list_id = matching_row.list_id
                AND candidate.line_no = matching_row.line_no
                AND candidate.member_line = matching_row.member_line
          LEFT JOIN individual
                 ON matching_row.nik_valid
                AND individual.nik = matching_row.nik::char(16)
              WHERE matching_list.applied_at IS NOT NULL
           ) AS found
     WHERE matching_row.list_id = found.list_id
       AND matching_row.line_no = found.line_no
       AND matching_row.individual_id IS DISTINCT FROM found.individual_id
  `;
}

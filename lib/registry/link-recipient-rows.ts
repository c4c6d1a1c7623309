import "server-only";
import type { Db } from "@/lib/db/client";

/** Writes into each row of the applied lists how it was tied, and to which participation. Only rows that change are written. */
export async function linkRecipientRows(tx: Db): Promise<number> {
  return tx.$executeRaw`
    WITH row_tie AS (
      SELECT recipient_match.list_id, recipient_match.line_no, recipient_match.matched_by,
             COALESCE(for_individual.id, for_household.id) AS participation_id
        FROM recipient_match
        LEFT JOIN participation AS for_individual
               ON recipient_match.level = 'individual'
              AND for_individual.program_code = recipient_match.program_code
              AND for_individual.individual_id = recipient_match.individual_id
        LEFT JOIN participation AS for_household
               ON recipient_match.level = 'family'
              AND for_household.program_code = recipient_match.program_code
              AND for_household.household_id = recipient_match.household_id
              AND for_household.individual_id IS NULL
    )
    UPDATE recipient_row
       SET matched_by = row_tie.matched_by, participation_id = row_tie.participation_id
      FROM row_tie
     WHERE (recipient_row.list_id, recipient_row.line_no) = (row_tie.list_id, row_tie.line_no)
       AND (recipient_row.matched_by, recipient_row.participation_id)
           IS DISTINCT FROM (row_tie.matched_by, row_tie.participation_id)
  `;
}

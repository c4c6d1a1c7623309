import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Takes a participation along when all rows that made it now lead to another family: a family that
 * was found under its new No KK keeps its aid, its suspension and their history. Where the other
 * family has the aid already, nothing is moved.
 */
export async function moveParticipations(tx: Db): Promise<number> {
  return tx.$executeRaw`
    WITH present_tie AS (
      SELECT recipient_row.participation_id, min(recipient_match.household_id) AS household_id
        FROM recipient_row
        JOIN recipient_match USING (list_id, line_no)
       WHERE recipient_row.participation_id IS NOT NULL
         AND recipient_match.household_id IS NOT NULL
    GROUP BY recipient_row.participation_id
      HAVING count(DISTINCT recipient_match.household_id) = 1
    ), moving AS (
      SELECT DISTINCT ON (participation.program_code, participation.individual_id,
                          present_tie.household_id)
             participation.id, present_tie.household_id
        FROM present_tie
        JOIN participation ON participation.id = present_tie.participation_id
       WHERE participation.household_id <> present_tie.household_id
         AND (participation.individual_id IS NOT NULL
              OR NOT EXISTS (
                   SELECT FROM participation AS other
                    WHERE other.program_code = participation.program_code
                      AND other.household_id = present_tie.household_id
                      AND other.individual_id IS NULL
                 ))
    ORDER BY participation.program_code, participation.individual_id,
             present_tie.household_id, participation.id
    ), moved AS (
      UPDATE participation
         SET household_id = moving.household_id, version = participation.version + 1
        FROM moving
       WHERE participation.id = moving.id
   RETURNING participation.id, participation.state
    )
    INSERT INTO participation_event (participation_id, action, from_state, to_state, actor_kind)
    SELECT id, 'household_recognised', state, state, 'system' FROM moved
  `;
}

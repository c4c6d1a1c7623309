import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Takes the list away from participations that no row leads to any more, for example because the NIK
 * that once led to the family now stands in two. Their state and history stay as people and rules
 * left them, but without a list nobody is an active recipient, so they make no case.
 */
export async function unlistParticipations(tx: Db): Promise<number> {
  return tx.$executeRaw`
    WITH unlisted AS (
      UPDATE participation
         SET list_id = NULL, version = version + 1
       WHERE list_id IS NOT NULL
         AND NOT EXISTS (
               SELECT FROM recipient_row WHERE recipient_row.participation_id = participation.id
             )
   RETURNING id, state
    )
    INSERT INTO participation_event (participation_id, action, from_state, to_state, actor_kind)
    SELECT id, 'unlisted', state, state, 'system' FROM unlisted
  `;
}

import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { COMPLETE_LISTS, listPlace } from "./end-unlisted";
import { NEWEST_LIST_FIRST } from "./newest-list-first";

/**
 * Enrols the families, or for a program of individuals the persons, that the applied lists name: one
 * participation each, whatever the number of rows. The newest list that names them gives the period,
 * one that tells who of a family is paid before one that only tells that it receives, unless a
 * complete list has come between the two.
 *
 * SQL because it compares all lists with all participations. Running it again changes nothing: no
 * participation is made twice, and the state of one that exists is never touched.
 */
export async function linkParticipations(tx: Db): Promise<void> {
  await tx.$executeRaw`
    WITH complete AS MATERIALIZED (${COMPLETE_LISTS}), wanted AS MATERIALIZED (
      SELECT DISTINCT ON (recipient_match.program_code,
                          CASE recipient_match.level WHEN 'family' THEN recipient_match.household_id END,
                          recipient_match.individual_id)
             recipient_match.program_code, recipient_match.household_id,
             recipient_match.individual_id, recipient_row.period, recipient_match.list_id
        FROM recipient_match
        JOIN recipient_row USING (list_id, line_no)
        JOIN recipient_list ON recipient_list.id = recipient_match.list_id
   LEFT JOIN complete ON complete.program_code = recipient_match.program_code
       WHERE recipient_match.household_id IS NOT NULL
         AND (recipient_match.level = 'family' OR recipient_match.individual_id IS NOT NULL)
    ORDER BY recipient_match.program_code,
             CASE recipient_match.level WHEN 'family' THEN recipient_match.household_id END,
             recipient_match.individual_id,
             (complete.id IS NULL
              OR ${listPlace(Prisma.sql`recipient_list`)} >= complete.place) DESC,
             recipient_list.names_payees DESC, ${NEWEST_LIST_FIRST}, recipient_match.line_no
    ), known AS MATERIALIZED (
      SELECT wanted.*, COALESCE(of_individual.id, of_family.id) AS participation_id
        FROM wanted
        LEFT JOIN participation AS of_individual
               ON of_individual.program_code = wanted.program_code
              AND of_individual.individual_id = wanted.individual_id
        LEFT JOIN participation AS of_family
               ON of_family.program_code = wanted.program_code
              AND of_family.household_id = wanted.household_id
              AND of_family.individual_id IS NULL
              AND wanted.individual_id IS NULL
    ), refreshed AS (
      UPDATE participation
         SET household_id = known.household_id, period = known.period, list_id = known.list_id,
             version = participation.version + 1
        FROM known
       WHERE participation.id = known.participation_id
         AND (participation.household_id, participation.period, participation.list_id)
             IS DISTINCT FROM (known.household_id, known.period, known.list_id)
    ), enrolled AS (
      INSERT INTO participation (program_code, household_id, individual_id, period, list_id)
      SELECT program_code, household_id, individual_id, period, list_id
        FROM known
       WHERE participation_id IS NULL
   RETURNING id
    )
    INSERT INTO participation_event (participation_id, action, from_state, to_state, actor_kind)
    SELECT id, 'enrolled', NULL, 'active', 'system' FROM enrolled
  `;
}

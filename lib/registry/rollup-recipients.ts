import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Counts whom each applied recipient list names, by kelurahan, into `rollup_recipient`: a family (or,
 * in a program of persons, a person) once, however many lines it has. It stands in the kelurahan where
 * the release has its family, else in that of its line. Lines that lead to nobody are counted apart.
 */
export async function rollUpRecipients(tx: Db, releaseId: number): Promise<void> {
  await tx.rollupRecipient.deleteMany();
  await tx.$executeRaw`
    WITH named AS (
      SELECT DISTINCT ON (list_id, participation_id) list_id, participation_id, village_id
        FROM recipient_row
       WHERE participation_id IS NOT NULL
    ORDER BY list_id, participation_id, line_no
    ), counted AS (
      SELECT named.list_id,
             CASE WHEN family.household_id IS NULL THEN named.village_id
                  ELSE family.village_id END AS village_id,
             count(*) AS recipients,
             0 AS unmatched
        FROM named
        JOIN participation ON participation.id = named.participation_id
   LEFT JOIN household_release AS family
          ON family.release_id = ${releaseId}
         AND family.household_id = participation.household_id
    GROUP BY 1, 2
       UNION ALL
      SELECT list_id, village_id, 0, count(*)
        FROM recipient_row
       WHERE participation_id IS NULL
    GROUP BY list_id, village_id
    )
    INSERT INTO rollup_recipient (list_id, village_id, recipients, unmatched)
    SELECT counted.list_id, counted.village_id, sum(counted.recipients), sum(counted.unmatched)
      FROM counted
      JOIN recipient_list ON recipient_list.id = counted.list_id
     WHERE recipient_list.applied_at IS NOT NULL
  GROUP BY counted.list_id, counted.village_id
  `;
}

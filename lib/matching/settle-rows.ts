import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { rowBirthKey } from "./birth-key";
import type { Comparison } from "./insert-candidates";

/**
 * Gives each row of a compared list its result. A NIK settles it where one family has it under a name
 * that agrees. Without a NIK, everything else may where it agrees almost wholly with one person only.
 * A NIK that is valid and not found contradicts everybody, so a person decides, as in every doubt.
 */
export async function settleRows(
  db: Db,
  { listId, score, factsSettle }: Comparison,
): Promise<void> {
  await db.$executeRaw`
    WITH evidence AS (
      SELECT candidate.line_no,
             count(DISTINCT coalesce(candidate.household_id, -candidate.member_line))
               FILTER (WHERE candidate.by_nik) AS nik_families,
             (array_agg(candidate.member_line ORDER BY candidate.score DESC, candidate.member_line)
               FILTER (WHERE candidate.by_nik
                         AND coalesce(candidate.name_share, 1) >= ${score.nameMin}::real))[1] AS nik_line,
             count(*) FILTER (WHERE candidate.score >= ${score.matchedMin}::int) AS nearly_same,
             (array_agg(candidate.member_line)
               FILTER (WHERE candidate.score >= ${score.matchedMin}::int
                         AND candidate.compared >= ${score.matchedComparedMin}::int))[1] AS facts_line
        FROM matching_candidate AS candidate
       WHERE candidate.list_id = ${listId}
    GROUP BY candidate.line_no
    ), answer AS (
      SELECT matching_row.line_no,
             CASE
               WHEN evidence.nik_families = 1 AND evidence.nik_line IS NOT NULL THEN 'nik'
               WHEN ${factsSettle} AND NOT matching_row.nik_valid AND evidence.nearly_same = 1
                    AND evidence.facts_line IS NOT NULL THEN 'facts'
               WHEN evidence.line_no IS NOT NULL THEN NULL
               WHEN matching_row.nik_valid THEN 'nobody'
               WHEN matching_row.plain_name = '' THEN 'too_little'
               WHEN ${rowBirthKey(Prisma.sql`matching_row`)} IS NULL
                    AND matching_row.village_id IS NULL
                    AND coalesce(matching_row.nomor_kk, '') !~ '^[0-9]{16}$' THEN 'too_little'
               ELSE 'nobody'
             END AS settled_by,
             evidence.nik_line,
             evidence.facts_line
        FROM matching_row
   LEFT JOIN evidence USING (line_no)
       WHERE matching_row.list_id = ${listId}
    )
    UPDATE matching_row
       SET settled_by = answer.settled_by,
           result = CASE
             WHEN answer.settled_by IN ('nik', 'facts') THEN 'matched'
             WHEN answer.settled_by IS NULL THEN 'similar'
             ELSE 'unmatched'
           END::matching_result,
           member_line = CASE answer.settled_by
             WHEN 'nik' THEN answer.nik_line
             WHEN 'facts' THEN answer.facts_line
           END
      FROM answer
     WHERE matching_row.list_id = ${listId}
       AND matching_row.line_no = answer.line_no
  `;
}

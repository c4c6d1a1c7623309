import type { Db } from "@/lib/db/client";
import type { Comparison } from "./insert-candidates";

/**
 * Gives each row of `listed` its result. A NIK settles it where one family has it under a name
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
         AND candidate.line_no BETWEEN (SELECT min(line_no) FROM listed)
                                   AND (SELECT max(line_no) FROM listed)
    GROUP BY candidate.line_no
    ), answer AS (
      SELECT listed.line_no,
             listed.plain_name,
             CASE
               WHEN evidence.nik_families = 1 AND evidence.nik_line IS NOT NULL THEN 'nik'
               WHEN ${factsSettle} AND listed.nik IS NULL AND evidence.nearly_same = 1
                    AND evidence.facts_line IS NOT NULL THEN 'facts'
               WHEN evidence.line_no IS NOT NULL THEN NULL
               WHEN listed.nik IS NOT NULL THEN 'nobody'
               WHEN listed.plain_name = '' THEN 'too_little'
               WHEN num_nonnulls(listed.birth_key, listed.village_id, listed.nomor_kk) = 0
                 THEN 'too_little'
               ELSE 'nobody'
             END AS settled_by,
             evidence.nik_line,
             evidence.facts_line
        FROM listed
   LEFT JOIN evidence USING (line_no)
    )
    UPDATE matching_row
       SET plain_name = answer.plain_name,
           settled_by = answer.settled_by,
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

import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { DetectionContext } from "./detector";
import { standingOf } from "./person-standing";

/**
 * Persons whose NIK the population office's latest answer does not confirm: data that differ, a NIK
 * that it does not know, or one that two persons have. *Tidak aktif* is an answer about the person,
 * not about the number. A person who is nowhere in N has a case too, of no family.
 */
export async function findUnmatchedDukcapil(
  _tx: Db,
  context: DetectionContext,
): Promise<Prisma.Sql> {
  const { release, dukcapilList } = context;
  return Prisma.sql`
    WITH answer AS (
      SELECT DISTINCT ON (dukcapil_row.individual_id)
             dukcapil_row.individual_id,
             dukcapil_row.line_no,
             dukcapil_row.result::text AS result,
             ${differences(Prisma.sql`dukcapil_row.note`)} AS differs,
             dukcapil_row.result IN ('unmatched', 'not_found', 'doubled') AS shown
        FROM dukcapil_row
       WHERE dukcapil_row.list_id = ${dukcapilList?.id ?? null}::int
         AND dukcapil_row.individual_id IS NOT NULL
    ORDER BY dukcapil_row.individual_id, shown DESC, dukcapil_row.line_no
    ), watched AS (
      SELECT latest_case.individual_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT individual_id,
             answer.line_no,
             answer.result,
             answer.differs,
             coalesce(answer.shown, false) AS shown
        FROM (SELECT * FROM answer
               WHERE answer.shown OR answer.individual_id IN (SELECT individual_id FROM watched)) AS answer
   FULL JOIN watched USING (individual_id)
    ), subject_today AS (
      SELECT subject.*,
             standing.household_id,
             standing.village_id,
             EXISTS (
               SELECT FROM individual_release
                WHERE individual_release.release_id = ${release.id}
                  AND individual_release.individual_id = subject.individual_id
             ) AS in_release
        FROM subject
        ${standingOf(release.id, Prisma.sql`subject.individual_id`)}
    )
    SELECT household_id,
           individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           shown,
           jsonb_build_object(
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text,
             'listId', ${dukcapilList?.id ?? null}::int,
             'listName', ${dukcapilList?.name ?? null}::text,
             'listAsOf', ${dukcapilList?.asOf ?? null}::text,
             'lineNo', line_no,
             'result', result,
             'differs', coalesce(differs, '{}'),
             'inRelease', in_release
           ) || CASE
             WHEN shown THEN '{}'
             ELSE jsonb_build_object('byList', result IS NULL)
           END AS evidence,
           concat('result=', result, ';differs=', array_to_string(differs, ',')) AS fingerprint
      FROM subject_today
  `;
}

/** What differs, as far as the office's own words tell; the words themselves may name somebody. */
function differences(note: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`array_remove(ARRAY[
    CASE WHEN ${note} ~* '\\mNAMA\\M' THEN 'name' END,
    CASE WHEN ${note} ~* '\\m(TANGGAL|TGL)\\M' THEN 'birth_date' END,
    CASE WHEN ${note} ~* '\\m(KELAMIN|JK)\\M' THEN 'sex' END
  ], NULL)`;
}

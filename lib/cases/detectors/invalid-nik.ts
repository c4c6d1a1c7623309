import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { collectNikFaults } from "./collect-nik-faults";
import type { DetectionContext } from "./detector";

/**
 * Rows of N whose NIK cannot be one, each a person of its own (carried by family, name and birth
 * date). The evidence says why and on which line; the number as written stays in the release. Of a
 * case that N no longer shows it says whether the same name and birth date now stand in the family
 * with a valid NIK. The fingerprint tells that the number changed without repeating it.
 */
export async function findInvalidNik(tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  const { release } = context;
  await collectNikFaults(tx, release.id);
  return Prisma.sql`
    WITH invalid_row AS (
      SELECT DISTINCT ON (individual_release.individual_id)
             individual_release.individual_id,
             individual_release.household_id,
             CASE WHEN individual_release.household_id IS NOT NULL
                  THEN individual_release.village_id END AS village_id,
             individual_release.line_no,
             nik_fault.written,
             nik_fault.reason
        FROM individual_release
        JOIN nik_fault ON nik_fault.written = coalesce(individual_release.nik, '')
       WHERE individual_release.release_id = ${release.id}
         AND NOT individual_release.nik_valid
         AND individual_release.individual_id IS NOT NULL
    ORDER BY individual_release.individual_id, individual_release.line_no
    ), watched AS (
      SELECT latest_case.individual_id, error_case.release_id, error_case.household_id AS family_id
        FROM latest_case
        JOIN error_case ON error_case.id = latest_case.id
       WHERE latest_case.watched
    ), subject AS (
      SELECT individual_id,
             invalid_row.household_id,
             invalid_row.village_id,
             invalid_row.line_no,
             invalid_row.written,
             invalid_row.reason,
             watched.release_id,
             watched.family_id
        FROM invalid_row
   FULL JOIN watched USING (individual_id)
    )
    SELECT household_id,
           individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           reason IS NOT NULL AS shown,
           jsonb_build_object(
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text
           ) || CASE
             WHEN reason IS NOT NULL THEN jsonb_build_object('reason', reason, 'lineNo', line_no)
             ELSE jsonb_build_object('found', CASE WHEN ${repaired(release.id)} THEN 'valid' ELSE 'gone' END)
           END AS evidence,
           concat('reason=', reason, ';written=', md5(written)) AS fingerprint
      FROM subject
  `;
}

/** Whether the person of `subject`, by name and birth date, stands in the family with a valid NIK. */
function repaired(releaseId: number): Prisma.Sql {
  return Prisma.sql`EXISTS (
    SELECT FROM individual_release AS before
      JOIN individual_release AS now
        ON now.release_id = ${releaseId}
       AND now.household_id = subject.family_id
       AND now.nik_valid
       AND upper(now.nama) = upper(before.nama)
       AND now.tanggal_lahir IS NOT DISTINCT FROM before.tanggal_lahir
     WHERE before.release_id = subject.release_id
       AND before.individual_id = subject.individual_id)`;
}

import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { DetectionContext } from "./detector";

/**
 * Families of N that BPS did not rank: desil nasional empty, or a value outside 1–10 (which the
 * importer keeps in `raw` as it was written, because no column may hold it). No visit is needed to
 * see that.
 */
export async function findUnranked(_tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  return Prisma.sql`
    WITH unranked_family AS (
      SELECT household_release.household_id
        FROM household_release
       WHERE household_release.release_id = ${context.release.id}
         AND household_release.household_id IS NOT NULL
         AND household_release.desil_nasional IS NULL
    ), watched AS (
      SELECT latest_case.household_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             unranked_family.household_id IS NOT NULL AS shown
        FROM unranked_family
   FULL JOIN watched USING (household_id)
    ), subject_today AS (
      SELECT subject.household_id,
             subject.shown,
             current_family.household_id IS NOT NULL AS in_release,
             current_family.village_id,
             current_family.desil_nasional AS desil,
             previous_family.desil_nasional AS previous_desil,
             left(current_family.raw ->> 'desil_nasional', 20) AS written
        FROM subject
   LEFT JOIN household_release AS current_family
          ON current_family.household_id = subject.household_id
         AND current_family.release_id = ${context.release.id}
   LEFT JOIN household_release AS previous_family
          ON previous_family.household_id = subject.household_id
         AND previous_family.release_id = ${context.previousReleaseId}::int
    )
    SELECT household_id,
           NULL::bigint AS individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           shown,
           jsonb_build_object(
             'desil', desil,
             'written', written,
             'previousDesil', previous_desil,
             'releaseId', ${context.release.id}::int,
             'releaseName', ${context.release.name}::text,
             'asOf', ${context.release.asOf}::text
           ) || CASE
             WHEN shown THEN '{}'
             ELSE jsonb_build_object('inRelease', in_release)
           END AS evidence,
           concat('desil=', coalesce(desil::text, written)) AS fingerprint
      FROM subject_today
  `;
}

import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { getSettingInForce } from "@/lib/programs/queries";
import { shiftBand } from "@/lib/registry/shift-band";
import { ShiftBorders } from "@/lib/registry/shift-borders";
import type { DetectionContext } from "./detector";

/**
 * Families whose desil N moved the setting's steps or more from the one P gave. The question stays
 * open in the releases that follow: an open case compares with the desil of before its shift, which
 * it remembers, until the family is back near it. A release that does not rank the family answers
 * nothing, so it opens no case and closes none. The release in which a family came back also shifted
 * it away from where it was meanwhile; that is the end of its case and not another one.
 */
export async function findExtremeShift(tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  const { value: borders, legalBasis } = await getSettingInForce(
    tx,
    "extreme_shift",
    ShiftBorders,
    context.day,
  );
  const { release, previousReleaseId } = context;
  return Prisma.sql`
    WITH moved_family AS (
      SELECT household_id
        FROM household_release AS previous_family
        JOIN household_release AS current_family USING (household_id)
       WHERE previous_family.release_id = ${previousReleaseId}::int
         AND current_family.release_id = ${release.id}
         AND abs(current_family.desil_nasional - previous_family.desil_nasional) >= ${borders.stepsMin}::int
    ), remembered AS (
      SELECT error_case.household_id,
             (error_case.evidence ->> 'previousDesil')::int AS previous_desil,
             error_case.evidence ->> 'previousReleaseName' AS previous_release_name,
             (error_case.evidence ->> 'shiftedDesil')::int AS shifted_desil
        FROM latest_case
        JOIN error_case ON error_case.id = latest_case.id
       WHERE latest_case.is_open
          OR (error_case.closed_by IS NULL
              AND (error_case.closing_evidence ->> 'releaseId')::int = ${release.id})
    ), watched AS (
      SELECT latest_case.household_id, latest_case.is_open
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             watched.household_id IS NOT NULL AS watched,
             coalesce(watched.is_open, false) AS is_open
        FROM moved_family
   FULL JOIN watched USING (household_id)
    ), subject_today AS (
      SELECT subject.*,
             current_family.household_id IS NOT NULL AS in_release,
             current_family.village_id,
             current_family.desil_nasional AS desil,
             origin.*,
             coalesce(current_family.desil_nasional, remembered.shifted_desil) AS shifted_desil
        FROM subject
   LEFT JOIN remembered ON remembered.household_id = subject.household_id
   LEFT JOIN household_release AS current_family
          ON current_family.household_id = subject.household_id
         AND current_family.release_id = ${release.id}
   LEFT JOIN household_release AS previous_family
          ON previous_family.household_id = subject.household_id
         AND previous_family.release_id = ${previousReleaseId}::int
   LEFT JOIN release AS previous ON previous.id = ${previousReleaseId}::int
CROSS JOIN LATERAL (
             SELECT coalesce(remembered.previous_desil, previous_family.desil_nasional)
                      AS previous_desil,
                    coalesce(remembered.previous_release_name, previous.name)
                      AS previous_release_name
           ) AS origin
    ), judged AS (
      SELECT subject_today.*,
             coalesce(abs(desil - previous_desil) >= ${borders.stepsMin}::int, is_open) AS shown
        FROM subject_today
    )
    SELECT household_id,
           NULL::bigint AS individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           shown,
           jsonb_build_object(
             'desil', desil,
             'inRelease', in_release,
             'stepsMin', ${borders.stepsMin}::int,
             'legalBasis', ${legalBasis}::text,
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text
           ) || CASE
             WHEN shown
             THEN jsonb_build_object(
               'previousDesil', previous_desil,
               'previousReleaseName', previous_release_name,
               'shiftedDesil', shifted_desil,
               'band', ${shiftBand(Prisma.sql`shifted_desil - previous_desil`, borders)}
             )
             ELSE '{}'
           END AS evidence,
           concat(
             'from=', previous_desil, ';to=', desil, ';stepsMin=', ${borders.stepsMin}::int
           ) AS fingerprint
      FROM judged
     WHERE shown OR watched
  `;
}

import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { listProgramLimits } from "@/lib/programs/queries";
import type { DetectionContext } from "./detector";

/**
 * Families with an active recipient of a program whose desil in N is above the program's limit; one
 * finding for each program. A suspended recipient counts as active, because the suspension must not
 * undo the case that made it; one that no list row leads to any more does not. A family without desil
 * compares with nothing and is not shown.
 */
export async function findOverLimit(tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  const limits = await listProgramLimits(tx, context.day);
  return Prisma.sql`
    WITH program_limit AS (
      SELECT *
        FROM jsonb_to_recordset(${JSON.stringify(limits)}::jsonb) AS program_limit (
               "programCode" text, "programName" text, "limit" int, "ruleVersion" text, "legalBasis" text
             )
    ), recipient AS (
      SELECT participation.household_id,
             participation.program_code,
             count(*)::int AS recipients,
             bool_or(participation.state = 'suspended') AS suspended
        FROM participation
       WHERE participation.state IN ('active', 'suspended')
         AND participation.list_id IS NOT NULL
    GROUP BY participation.household_id, participation.program_code
    ), watched AS (
      SELECT latest_case.household_id, latest_case.program_code,
             latest_case.is_open AND EXISTS (
               SELECT FROM participation_event AS suspension
                WHERE suspension.case_id = latest_case.id AND suspension.action = 'suspend'
             ) AS has_suspended
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             program_code,
             coalesce(recipient.recipients, 0) AS recipients,
             coalesce(recipient.suspended, false) AS suspended,
             coalesce(watched.has_suspended, false) AS has_suspended,
             watched.household_id IS NOT NULL AS watched
        FROM recipient
   FULL JOIN watched USING (household_id, program_code)
    ), subject_today AS (
      SELECT subject.*,
             program_limit.*,
             current_family.household_id IS NOT NULL AS in_release,
             current_family.village_id,
             current_family.desil_nasional AS desil,
             previous_family.desil_nasional AS previous_desil,
             coalesce(
               current_family.desil_nasional > program_limit."limit" AND subject.recipients > 0, false
             ) AS shown
        FROM subject
   LEFT JOIN program_limit ON program_limit."programCode" = subject.program_code
   LEFT JOIN household_release AS current_family
          ON current_family.household_id = subject.household_id
         AND current_family.release_id = ${context.release.id}
   LEFT JOIN household_release AS previous_family
          ON previous_family.household_id = subject.household_id
         AND previous_family.release_id = ${context.previousReleaseId}::int
    )
    SELECT household_id,
           NULL::bigint AS individual_id,
           program_code,
           village_id,
           "ruleVersion" AS rule_version,
           shown,
           jsonb_build_object(
             'program', program_code,
             'programName', "programName",
             'desil', desil,
             'previousDesil', previous_desil,
             'limit', "limit",
             'ruleVersion', "ruleVersion",
             'legalBasis', "legalBasis",
             'recipients', recipients,
             'suspended', CASE WHEN shown THEN suspended OR has_suspended ELSE suspended END,
             'releaseId', ${context.release.id}::int,
             'releaseName', ${context.release.name}::text,
             'asOf', ${context.release.asOf}::text
           ) || CASE
             WHEN shown THEN '{}'
             ELSE jsonb_build_object('inRelease', in_release)
           END AS evidence,
           concat('desil=', desil, ';limit=', "limit") AS fingerprint
      FROM subject_today
     WHERE shown OR watched
  `;
}

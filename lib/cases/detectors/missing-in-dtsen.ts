import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HOUSEHOLD_HOME } from "@/lib/registry/household-home";
import { collectUnseenFamilies } from "./collect-unseen-families";
import type { DetectionContext } from "./detector";
import { findMembersElsewhere } from "./find-members-elsewhere";

/**
 * Families of the old DTKS and current recipients of whom nothing stands in N: neither the family,
 * nor the NIK of any member. A family of whom no list names anybody any more (its rows now lead to
 * another family) cannot be looked for and is not shown. For a watched family that is no longer
 * missing the values say where it was found.
 */
export async function findMissingInDtsen(tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  await collectUnseenFamilies(tx, context);
  await findMembersElsewhere(tx, context);
  const { release, dtksList } = context;
  return Prisma.sql`
    WITH watched AS (
      SELECT latest_case.household_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             unseen_family.in_dtks,
             unseen_family.dtks_desil,
             unseen_family.programs,
             unseen_family.member_count,
             unseen_family.last_release_name,
             unseen_family.last_desil,
             unseen_family.found,
             unseen_family.holder_ids,
             coalesce(unseen_family.member_count > 0, false) AS listed,
             coalesce(unseen_family.member_count > 0 AND unseen_family.found IS NULL, false) AS shown,
             watched.household_id IS NOT NULL AS watched
        FROM unseen_family
   FULL JOIN watched USING (household_id)
    ), subject_today AS (
      SELECT subject.*,
             home.village_id,
             current_family.desil_nasional AS desil,
             current_family.household_id IS NOT NULL AS in_release
        FROM subject
   LEFT JOIN LATERAL (
               SELECT home.village_id
                 FROM household
                 ${HOUSEHOLD_HOME}
                WHERE household.id = subject.household_id
             ) AS home ON TRUE
   LEFT JOIN household_release AS current_family
          ON current_family.household_id = subject.household_id
         AND current_family.release_id = ${release.id}
       WHERE subject.shown OR subject.watched
    )
    SELECT household_id,
           NULL::bigint AS individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           shown,
           jsonb_build_object(
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text
           ) || CASE
             WHEN shown
             THEN jsonb_build_object(
                    'source', CASE
                                WHEN programs IS NULL THEN 'dtks'
                                WHEN in_dtks THEN 'both'
                                ELSE 'recipients'
                              END,
                    'dtksListName', CASE WHEN in_dtks THEN ${dtksList?.name ?? null}::text END,
                    'dtksAsOf', CASE WHEN in_dtks THEN ${dtksList?.asOf ?? null}::text END,
                    'dtksDesil', dtks_desil,
                    'programs', coalesce(programs, '{}'),
                    'programNames', ARRAY(
                      SELECT program.name
                        FROM program
                       WHERE program.code = ANY (programs)
                    ORDER BY program.code
                    ),
                    'memberCount', member_count,
                    'lastReleaseName', last_release_name,
                    'lastDesil', last_desil
                  )
             ELSE jsonb_build_object(
                    'found', CASE
                               WHEN in_release THEN 'family'
                               WHEN listed THEN found
                               ELSE 'not_listed'
                             END,
                    'desil', desil,
                    'holderIds', coalesce(holder_ids, '{}')
                  )
           END AS evidence,
           concat('dtks=', in_dtks, ';programs=', array_to_string(programs, ',')) AS fingerprint
      FROM subject_today
  `;
}

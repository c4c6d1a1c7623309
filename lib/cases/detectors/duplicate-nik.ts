import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { partitionName } from "@/lib/registry/release-partition";
import type { DetectionContext } from "./detector";
import { standingOf } from "./person-standing";

/**
 * Valid NIK that stand on more than one row of N, in two families or twice in one. The case is about
 * the person whose NIK it is and names the families by their ids only: who is told which of them is
 * the reader's area to decide. One NIK on rows without any family counts too.
 */
export async function findDuplicateNik(_tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  const { release } = context;
  return Prisma.sql`
    WITH repeated AS (
      SELECT nik
        FROM ${Prisma.raw(partitionName("individual_release", release.id))}
    GROUP BY nik
      HAVING count(*) > 1
    ), shown_person AS (
      SELECT person.individual_id
        FROM repeated
  CROSS JOIN LATERAL (
               SELECT individual.id AS individual_id
                 FROM individual
                -- What is no valid NIK is nobody's.
                WHERE individual.nik = repeated.nik::bpchar
                LIMIT 1
             ) AS person
    ), watched AS (
      SELECT latest_case.individual_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT individual_id,
             shown_person.individual_id IS NOT NULL AS shown
        FROM shown_person
   FULL JOIN watched USING (individual_id)
    ), subject_today AS (
      SELECT subject.*, standing.household_id, standing.village_id, stood.*
        FROM subject
        JOIN individual ON individual.id = subject.individual_id
        ${standingOf(release.id, Prisma.sql`subject.individual_id`)}
  CROSS JOIN LATERAL (
               SELECT count(*)::int AS row_count,
                      coalesce(
                        array_agg(DISTINCT individual_release.household_id)
                          FILTER (WHERE individual_release.household_id IS NOT NULL),
                        '{}'
                      ) AS household_ids
                 FROM individual_release
                WHERE individual_release.release_id = ${release.id}
                  AND individual_release.nik = individual.nik::text
                  AND individual_release.nik_valid
             ) AS stood
    )
    SELECT household_id,
           individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           shown,
           jsonb_build_object(
             'rows', row_count,
             'householdIds', household_ids,
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text
           ) AS evidence,
           concat('rows=', row_count, ';families=', array_to_string(household_ids, ',')) AS fingerprint
      FROM subject_today
  `;
}

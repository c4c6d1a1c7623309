import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { partitionName } from "@/lib/registry/release-partition";
import type { DetectionContext } from "./detector";

/**
 * Families of N whose row states another number of members than the member file has rows for them.
 * A person whose row stands there twice counts twice, until the data is repaired; a row that states
 * no number compares nothing.
 */
export async function findMemberCountMismatch(
  _tx: Db,
  context: DetectionContext,
): Promise<Prisma.Sql> {
  const { release } = context;
  return Prisma.sql`
    WITH member_count AS (
      SELECT household_id, count(*)::int AS counted
        FROM ${Prisma.raw(partitionName("individual_release", release.id))}
       WHERE household_id IS NOT NULL
    GROUP BY household_id
    ), family AS (
      SELECT household_release.household_id,
             household_release.village_id,
             household_release.jumlah_anggota_keluarga AS stated,
             coalesce(member_count.counted, 0) AS counted
        FROM household_release
   LEFT JOIN member_count ON member_count.household_id = household_release.household_id
       WHERE household_release.release_id = ${release.id}
         AND household_release.household_id IS NOT NULL
    ), differing_family AS (
      SELECT family.household_id
        FROM family
       WHERE family.stated <> family.counted
    ), watched AS (
      SELECT latest_case.household_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             differing_family.household_id IS NOT NULL AS shown
        FROM differing_family
   FULL JOIN watched USING (household_id)
    )
    SELECT subject.household_id,
           NULL::bigint AS individual_id,
           NULL::text AS program_code,
           family.village_id,
           NULL::text AS rule_version,
           subject.shown,
           jsonb_build_object(
             'stated', family.stated,
             'counted', coalesce(family.counted, 0),
             'releaseId', ${release.id}::int,
             'releaseName', ${release.name}::text,
             'asOf', ${release.asOf}::text
           ) || CASE
             WHEN subject.shown THEN '{}'
             ELSE jsonb_build_object('inRelease', family.household_id IS NOT NULL)
           END AS evidence,
           concat('stated=', family.stated, ';counted=', family.counted) AS fingerprint
      FROM subject
 LEFT JOIN family ON family.household_id = subject.household_id
  `;
}

import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { getSettingInForce } from "@/lib/programs/queries";
import type { DetectionContext } from "./detector";

const Desil = z.number().int().min(1).max(10);
const MisplacedHighSetting = z.strictObject({ dtksDesilMax: Desil, desilMin: Desil });

/**
 * Families that the old DTKS ranked as poor and N ranks high. The old desil is the lowest of the
 * family's rows in the list; a family that either side does not rank is not shown.
 */
export async function findMisplacedHigh(tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  const { value: setting, legalBasis } = await getSettingInForce(
    tx,
    "misplaced_high",
    MisplacedHighSetting,
    context.day,
  );
  return Prisma.sql`
    WITH dtks_family AS (
      SELECT dtks_row.household_id, min(dtks_row.desil) AS desil
        FROM dtks_row
       WHERE dtks_row.list_id = ${context.dtksList?.id ?? null}::int
         AND dtks_row.household_id IS NOT NULL
    GROUP BY dtks_row.household_id
    ), watched AS (
      SELECT latest_case.household_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             dtks_family.desil AS dtks_desil,
             watched.household_id IS NOT NULL AS watched
        FROM dtks_family
   FULL JOIN watched USING (household_id)
    ), subject_today AS (
      SELECT subject.*,
             current_family.household_id IS NOT NULL AS in_release,
             current_family.village_id,
             current_family.desil_nasional AS desil,
             coalesce(
               subject.dtks_desil BETWEEN 1 AND ${setting.dtksDesilMax}::int
               AND current_family.desil_nasional >= ${setting.desilMin}::int, false
             ) AS shown
        FROM subject
   LEFT JOIN household_release AS current_family
          ON current_family.household_id = subject.household_id
         AND current_family.release_id = ${context.release.id}
    )
    SELECT household_id,
           NULL::bigint AS individual_id,
           NULL::text AS program_code,
           village_id,
           NULL::text AS rule_version,
           shown,
           jsonb_build_object(
             'dtksDesil', dtks_desil,
             'dtksListName', ${context.dtksList?.name ?? null}::text,
             'dtksAsOf', ${context.dtksList?.asOf ?? null}::text,
             'desil', desil,
             'dtksDesilMax', ${setting.dtksDesilMax}::int,
             'desilMin', ${setting.desilMin}::int,
             'legalBasis', ${legalBasis}::text,
             'releaseId', ${context.release.id}::int,
             'releaseName', ${context.release.name}::text,
             'asOf', ${context.release.asOf}::text
           ) || CASE
             WHEN shown THEN '{}'
             ELSE jsonb_build_object('inRelease', in_release)
           END AS evidence,
           concat(
             'dtksDesil=', dtks_desil, ';desil=', desil,
             ';dtksDesilMax=', ${setting.dtksDesilMax}::int, ';desilMin=', ${setting.desilMin}::int
           ) AS fingerprint
      FROM subject_today
     WHERE shown OR watched
  `;
}

import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { getSettingInForce } from "@/lib/programs/queries";
import type { DetectionContext } from "./detector";

const MisplacedLowSetting = z.strictObject({
  desilMax: z.number().int().min(1).max(10),
  wattsMin: z.number().int().positive(),
});

/**
 * The least power of each code of `daya_terpasang`. The last one says no more than "above 2.200", so
 * a limit beyond that finds nobody by power: nothing is guessed.
 */
const LEAST_WATTS_OF_CODE = { 1: 450, 2: 900, 3: 1300, 4: 2200, 5: 2201 } as const;

/**
 * Families that N ranks low although their own row tells of means: they own a car, have power of the
 * setting's watts or more, or own another house. An answer that is missing or in no code list is no
 * sign. The signs found decide, so the fingerprint holds them and no other asset.
 */
export async function findMisplacedLow(tx: Db, context: DetectionContext): Promise<Prisma.Sql> {
  const { value: setting, legalBasis } = await getSettingInForce(
    tx,
    "misplaced_low",
    MisplacedLowSetting,
    context.day,
  );
  const codesOfMeans = Object.entries(LEAST_WATTS_OF_CODE)
    .filter(([, watts]) => watts >= setting.wattsMin)
    .map(([code]) => Number(code));
  return Prisma.sql`
    WITH family_row AS (
      SELECT household_release.household_id,
             household_release.village_id,
             household_release.desil_nasional AS desil,
             coalesce(household_release.aset_bergerak_mobil = 1, false) AS car,
             CASE
               WHEN household_release.daya_terpasang = ANY(${codesOfMeans}::int[])
               THEN household_release.daya_terpasang
             END AS power_code,
             coalesce(household_release.aset_tidak_bergerak_rumah_lainnya = 1, false) AS other_house
        FROM household_release
       WHERE household_release.release_id = ${context.release.id}
         AND household_release.household_id IS NOT NULL
    ), shown_family AS (
      SELECT family_row.household_id
        FROM family_row
       WHERE family_row.desil BETWEEN 1 AND ${setting.desilMax}::int
         AND (family_row.car OR family_row.power_code IS NOT NULL OR family_row.other_house)
    ), watched AS (
      SELECT latest_case.household_id
        FROM latest_case
       WHERE latest_case.watched
    ), subject AS (
      SELECT household_id,
             shown_family.household_id IS NOT NULL AS shown
        FROM shown_family
   FULL JOIN watched USING (household_id)
    ), subject_today AS (
      SELECT subject.household_id,
             subject.shown,
             family_row.household_id IS NOT NULL AS in_release,
             family_row.village_id,
             family_row.desil,
             family_row.power_code,
             array_remove(ARRAY[
               CASE WHEN family_row.car THEN 'car' END,
               CASE WHEN family_row.power_code IS NOT NULL THEN 'power' END,
               CASE WHEN family_row.other_house THEN 'other_house' END
             ], NULL) AS signs,
             previous_family.desil_nasional AS previous_desil
        FROM subject
   LEFT JOIN family_row ON family_row.household_id = subject.household_id
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
             'previousDesil', previous_desil,
             'signs', signs,
             'powerCode', power_code,
             'desilMax', ${setting.desilMax}::int,
             'wattsMin', ${setting.wattsMin}::int,
             'legalBasis', ${legalBasis}::text,
             'releaseId', ${context.release.id}::int,
             'releaseName', ${context.release.name}::text,
             'asOf', ${context.release.asOf}::text
           ) || CASE
             WHEN shown THEN '{}'
             ELSE jsonb_build_object('inRelease', in_release)
           END AS evidence,
           concat(
             'desil=', desil, ';signs=', array_to_string(signs, ','), ';power=', power_code,
             ';desilMax=', ${setting.desilMax}::int, ';wattsMin=', ${setting.wattsMin}::int
           ) AS fingerprint
      FROM subject_today
  `;
}

import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Counts how a release's families differ from those of the one before, by kelurahan, into
 * `rollup_movement`: what the preview of the import tells of the regency, kept for every area.
 * Without a release before there is nothing to count. Counting again replaces what was counted.
 */
export async function rollUpMovement(
  tx: Db,
  { id: releaseId, previousId }: { readonly id: number; readonly previousId: number | null },
): Promise<void> {
  await tx.rollupMovement.deleteMany({ where: { releaseId } });
  if (previousId === null) return;
  await tx.$executeRaw`
    WITH present AS (
      SELECT household_id, nomor_kk, village_id, desil_nasional
        FROM household_release
       WHERE release_id = ${releaseId} AND household_id IS NOT NULL
    ), before AS (
      SELECT household_id, nomor_kk, village_id, desil_nasional
        FROM household_release
       WHERE release_id = ${previousId} AND household_id IS NOT NULL
    ), family AS (
      SELECT present.household_id IS NOT NULL AS is_present,
             before.household_id  IS NOT NULL AS was_present,
             CASE WHEN present.household_id IS NULL THEN before.village_id
                  ELSE present.village_id END AS village_id,
             present.village_id IS DISTINCT FROM before.village_id AS village_differs,
             present.nomor_kk   IS DISTINCT FROM before.nomor_kk   AS number_differs,
             present.desil_nasional - before.desil_nasional        AS shift
        FROM present
        FULL JOIN before USING (household_id)
    ), alike AS (
      SELECT is_present, was_present, village_id, village_differs, number_differs, shift,
             count(*) AS households
        FROM family
    GROUP BY is_present, was_present, village_id, village_differs, number_differs, shift
    )
    INSERT INTO rollup_movement (release_id, village_id, measure, shift, households)
    SELECT ${releaseId}::int, alike.village_id, change.measure, change.shift, sum(alike.households)
      FROM alike
CROSS JOIN LATERAL (
             SELECT is_present AND was_present AS in_both
           ) AS presence
CROSS JOIN LATERAL (
             SELECT 'added'::movement_measure AS measure, NULL::int AS shift WHERE NOT was_present
              UNION ALL
             SELECT 'gone', NULL WHERE NOT is_present
              UNION ALL
             SELECT 'moved', NULL WHERE in_both AND village_differs
              UNION ALL
             SELECT 'number_changed', NULL WHERE in_both AND number_differs
              UNION ALL
             SELECT 'shifted', alike.shift WHERE in_both
           ) AS change
  GROUP BY alike.village_id, change.measure, change.shift
  `;
}

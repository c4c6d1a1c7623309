import { Prisma } from "@/lib/db/generated/client";

/** The No KK of a list's row where it is usable. */
export const FAMILY_NUMBER = Prisma.sql`
  CASE WHEN nomor_kk ~ '^[0-9]{16}$' AND nomor_kk <> repeat('0', 16)
       THEN nomor_kk::char(16) END`;

/**
 * The family that each row of a list belongs to: the one of the release with its No KK, else the one
 * once known by that No KK, else the one family that holds its NIK. If two families hold the NIK the
 * row belongs to neither. A row that leads nowhere belongs to the family already known by its No KK
 * outside the release (null: to one that is not known yet), and without a usable No KK to nobody.
 *
 * Each row asks indexes, so that the time grows with the list and no plan depends on what the server
 * happens to know of a list that was loaded a moment ago.
 *
 * @param list its rows, with `nomor_kk` and `nik` (null where unusable) among their columns, and the
 *   columns that are given back before `matched_by` and `household_id`
 */
export function matchListRows(
  releaseId: number,
  { rows, columns }: { readonly rows: Prisma.Sql; readonly columns: Prisma.Sql },
): Prisma.Sql {
  return Prisma.sql`
    WITH list_row AS (${rows}
    ), tied AS (
      SELECT list_row.*,
             CASE WHEN by_number.household_id IS NOT NULL  THEN 'nomor_kk'
                  WHEN by_old_number.current_count = 1     THEN 'old_nomor_kk'
                  WHEN by_nik.household_count = 1          THEN 'nik'
                  WHEN by_nik.household_count > 1          THEN 'ambiguous_nik'
                  WHEN list_row.nomor_kk IS NOT NULL       THEN 'new_household'
                  ELSE 'none'
              END AS matched_by,
             by_number.household_id AS number_household_id,
             by_old_number.current_id AS old_number_household_id,
             by_old_number.outside_id AS outside_household_id,
             by_nik.household_id AS nik_household_id
        FROM list_row
        LEFT JOIN household_release AS by_number
               ON by_number.release_id = ${releaseId}
              AND by_number.nomor_kk = list_row.nomor_kk
              AND by_number.household_id IS NOT NULL
       CROSS JOIN LATERAL (
               SELECT min(household_kk.household_id) FILTER (WHERE here.household_id IS NOT NULL)
                        AS current_id,
                      count(here.household_id) AS current_count,
                      max(household_kk.household_id) FILTER (WHERE here.household_id IS NULL)
                        AS outside_id
                 FROM household_kk
                 LEFT JOIN household_release AS here
                        ON here.release_id = ${releaseId}
                       AND here.household_id = household_kk.household_id
                WHERE household_kk.nomor_kk = list_row.nomor_kk
                  AND by_number.household_id IS NULL
             ) AS by_old_number
       CROSS JOIN LATERAL (
               SELECT min(individual_release.household_id) AS household_id,
                      count(DISTINCT individual_release.household_id) AS household_count
                 FROM individual_release
                WHERE individual_release.release_id = ${releaseId}
                  AND individual_release.nik = list_row.nik
                  AND individual_release.nik_valid
                  AND by_number.household_id IS NULL
             ) AS by_nik
    )
    SELECT ${columns}, matched_by,
           CASE matched_by
                WHEN 'nomor_kk'      THEN number_household_id
                WHEN 'old_nomor_kk'  THEN old_number_household_id
                WHEN 'nik'           THEN nik_household_id
                WHEN 'new_household' THEN outside_household_id
            END AS household_id
      FROM tied`;
}

import { Prisma } from "@/lib/db/generated/client";
import { DTKS_FAMILY_KEY, DTKS_NOMOR_KK } from "./dtks-family-key";

/**
 * The family of a release that each family of the old DTKS is, by the rule of family identity: the
 * same No KK; else a No KK the family was once known by; else, among families whose No KK has no
 * counterpart on the other side, the one that holds more than half of the old family's valid NIK. A
 * tie is no match, and a family of today is found by one old family at most.
 *
 * Columns: list_id, family_key, nomor_kk, household_id (null: not in the release). A family's key is
 * its No KK, or its DTKS number where the No KK is unusable.
 *
 * @param lists the condition on `dtks_list` that says which lists are meant
 */
export function matchDtksFamilies(releaseId: number, lists: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH keyed_row AS (
      SELECT dtks_row.list_id,
             ${DTKS_NOMOR_KK} AS nomor_kk,
             ${DTKS_FAMILY_KEY} AS family_key,
             CASE WHEN dtks_row.nik_valid THEN dtks_row.nik END AS nik
        FROM dtks_row
        JOIN dtks_list ON dtks_list.id = dtks_row.list_id
       WHERE ${lists}
    ), family AS (
      SELECT list_id, family_key, nomor_kk, count(DISTINCT nik) AS nik_count
        FROM keyed_row
       WHERE family_key IS NOT NULL
    GROUP BY list_id, family_key, nomor_kk
    ), current_household AS (
      SELECT household_id, nomor_kk
        FROM household_release
       WHERE release_id = ${releaseId} AND household_id IS NOT NULL
    ), by_number AS (
      SELECT family.list_id, family.family_key, current_household.household_id
        FROM family
        JOIN current_household USING (nomor_kk)
    ), by_old_number AS (
      SELECT family.list_id, family.family_key, min(current_household.household_id) AS household_id
        FROM family
        JOIN household_kk ON household_kk.nomor_kk = family.nomor_kk
        JOIN current_household ON current_household.household_id = household_kk.household_id
       WHERE NOT EXISTS (
               SELECT FROM by_number
                WHERE (by_number.list_id, by_number.family_key)
                    = (family.list_id, family.family_key)
             )
    GROUP BY family.list_id, family.family_key
      HAVING count(DISTINCT current_household.household_id) = 1
    ), numbered AS (
      SELECT * FROM by_number
       UNION ALL
      SELECT * FROM by_old_number
    ), unnumbered_nik AS (
      SELECT DISTINCT keyed_row.list_id, keyed_row.family_key, keyed_row.nik, family.nik_count
        FROM keyed_row
        JOIN family USING (list_id, family_key)
       WHERE keyed_row.nik IS NOT NULL
         AND NOT EXISTS (
               SELECT FROM numbered
                WHERE (numbered.list_id, numbered.family_key)
                    = (family.list_id, family.family_key)
             )
    ), majority AS (
      SELECT unnumbered_nik.list_id, unnumbered_nik.family_key, individual_release.household_id,
             count(DISTINCT unnumbered_nik.nik) AS shared_count
        FROM unnumbered_nik
        JOIN individual_release ON individual_release.release_id = ${releaseId}
                               AND individual_release.nik_valid
                               AND individual_release.nik = unnumbered_nik.nik
                               AND individual_release.household_id IS NOT NULL
    GROUP BY unnumbered_nik.list_id, unnumbered_nik.family_key, unnumbered_nik.nik_count,
             individual_release.household_id
      HAVING count(DISTINCT unnumbered_nik.nik) * 2 > unnumbered_nik.nik_count
    ), free_majority AS (
      SELECT majority.*,
             count(*) OVER (PARTITION BY list_id, family_key) AS household_count,
             rank() OVER (PARTITION BY list_id, household_id ORDER BY shared_count DESC) AS place,
             count(*) OVER (PARTITION BY list_id, household_id, shared_count) AS tied_count
        FROM majority
       WHERE NOT EXISTS (
               SELECT FROM numbered
                WHERE (numbered.list_id, numbered.household_id)
                    = (majority.list_id, majority.household_id)
             )
    ), matched AS (
      SELECT * FROM numbered
       UNION ALL
      SELECT list_id, family_key, household_id
        FROM free_majority
       WHERE household_count = 1 AND place = 1 AND tied_count = 1
    )
    SELECT family.list_id, family.family_key, family.nomor_kk, matched.household_id
      FROM family
      LEFT JOIN matched USING (list_id, family_key)`;
}

import { Prisma } from "@/lib/db/generated/client";
import { DTKS_FAMILY_KEY, DTKS_NOMOR_KK } from "./dtks-family-key";

/**
 * The family of a release that each family of the old DTKS is, by the rule of family identity: the
 * same No KK; else a No KK the family was once known by; else, among families whose No KK has no
 * counterpart on the other side, the one that holds more than half of the old family's valid NIK. A
 * tie is no match, and a family of today is found by one old family at most.
 *
 * Columns: list_id, family_key, nomor_kk, household_id (null: not in the release). A family's key is
 * its No KK, or its DTKS number where the No KK is unusable. Each family asks indexes, so that no
 * plan depends on what the server happens to know of a list that was loaded a moment ago.
 *
 * @param lists the condition on `dtks_list` that says which lists are meant
 */
export function matchDtksFamilies(releaseId: number, lists: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH family AS (
      SELECT dtks_row.list_id,
             ${DTKS_FAMILY_KEY} AS family_key,
             min(${DTKS_NOMOR_KK}) AS nomor_kk,
             array_agg(DISTINCT dtks_row.nik) FILTER (WHERE dtks_row.nik_valid) AS niks
        FROM dtks_row
        JOIN dtks_list ON dtks_list.id = dtks_row.list_id
       WHERE ${lists} AND ${DTKS_FAMILY_KEY} IS NOT NULL
    GROUP BY dtks_row.list_id, ${DTKS_FAMILY_KEY}
    ), by_number AS MATERIALIZED (
      SELECT family.list_id, family.family_key, family.nomor_kk, family.niks,
             COALESCE(same_number.household_id, old_number.household_id) AS household_id
        FROM family
        LEFT JOIN household_release AS same_number
               ON same_number.release_id = ${releaseId}
              AND same_number.nomor_kk = family.nomor_kk
              AND same_number.household_id IS NOT NULL
       CROSS JOIN LATERAL (
               SELECT CASE WHEN count(*) = 1 THEN min(here.household_id) END AS household_id
                 FROM household_kk
                 JOIN household_release AS here
                   ON here.release_id = ${releaseId}
                  AND here.household_id = household_kk.household_id
                WHERE household_kk.nomor_kk = family.nomor_kk
                  AND same_number.household_id IS NULL
             ) AS old_number
    ), majority AS (
      SELECT unnumbered.list_id, unnumbered.family_key, member.household_id,
             count(DISTINCT member.nik) AS shared_count
        FROM by_number AS unnumbered
       CROSS JOIN LATERAL unnest(unnumbered.niks) AS listed (nik)
        JOIN individual_release AS member
          ON member.release_id = ${releaseId}
         AND member.nik = listed.nik
         AND member.nik_valid
         AND member.household_id IS NOT NULL
       WHERE unnumbered.household_id IS NULL
    GROUP BY unnumbered.list_id, unnumbered.family_key, unnumbered.niks, member.household_id
      HAVING count(DISTINCT member.nik) * 2 > cardinality(unnumbered.niks)
    ), free_majority AS (
      SELECT majority.*,
             count(*) OVER (PARTITION BY list_id, family_key) AS household_count,
             rank() OVER (PARTITION BY list_id, household_id ORDER BY shared_count DESC) AS place,
             count(*) OVER (PARTITION BY list_id, household_id, shared_count) AS tied_count
        FROM majority
       WHERE NOT EXISTS (
               SELECT FROM household_kk
                 JOIN dtks_row ON dtks_row.nomor_kk = household_kk.nomor_kk::text
                              AND dtks_row.list_id = majority.list_id
                WHERE household_kk.household_id = majority.household_id
             )
    )
    SELECT list_id, family_key, nomor_kk, household_id
      FROM by_number
     WHERE household_id IS NOT NULL
     UNION ALL
    SELECT by_number.list_id, by_number.family_key, by_number.nomor_kk, winner.household_id
      FROM by_number
      LEFT JOIN free_majority AS winner
             ON winner.list_id = by_number.list_id
            AND winner.family_key = by_number.family_key
            AND (winner.household_count, winner.place, winner.tied_count) = (1, 1, 1)
     WHERE by_number.household_id IS NULL`;
}

import { Prisma } from "@/lib/db/generated/client";

/**
 * The family that each row of a recipient list belongs to: the one of the release with its No KK,
 * else the one once known by that No KK, else the one family that holds its NIK. If two families hold
 * the NIK the row belongs to neither. A row that leads nowhere belongs to the family already known
 * by its No KK outside the release (null: to one that is not known yet), and without a usable No KK
 * to nobody.
 *
 * Columns: list_id, line_no, program_code, level, nomor_kk and nik (null where unusable), nama,
 * matched_by, household_id.
 *
 * @param lists the condition on `recipient_list` that says which lists are meant
 */
export function matchRecipientRows(releaseId: number, lists: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    WITH list_row AS MATERIALIZED (
      SELECT recipient_row.list_id, recipient_row.line_no,
             program.code AS program_code, program.level,
             CASE WHEN recipient_row.nomor_kk ~ '^[0-9]{16}$'
                   AND recipient_row.nomor_kk <> repeat('0', 16)
                  THEN recipient_row.nomor_kk::char(16) END AS nomor_kk,
             CASE WHEN recipient_row.nik_valid THEN recipient_row.nik END AS nik,
             recipient_row.nama
        FROM recipient_row
        JOIN recipient_list ON recipient_list.id = recipient_row.list_id
        JOIN program ON program.code = recipient_list.program_code
       WHERE ${lists}
    ), current_household AS (
      SELECT household_id, nomor_kk
        FROM household_release
       WHERE release_id = ${releaseId} AND household_id IS NOT NULL
    ), known_number AS (
      SELECT household_kk.nomor_kk, household_kk.household_id,
             current_household.household_id IS NOT NULL AS is_current
        FROM household_kk
        LEFT JOIN current_household USING (household_id)
       WHERE household_kk.nomor_kk IN (SELECT nomor_kk FROM list_row)
    ), by_old_number AS (
      SELECT nomor_kk, min(household_id) AS household_id
        FROM known_number
       WHERE is_current
    GROUP BY nomor_kk
      HAVING count(*) = 1
    ), outside AS (
      SELECT nomor_kk, max(household_id) AS household_id
        FROM known_number
       WHERE NOT is_current
    GROUP BY nomor_kk
    ), by_nik AS (
      SELECT nik, min(household_id) AS household_id,
             count(DISTINCT household_id) AS household_count
        FROM individual_release
       WHERE release_id = ${releaseId}
         AND nik_valid
         AND household_id IS NOT NULL
         AND nik IN (SELECT nik FROM list_row)
    GROUP BY nik
    ), tied AS (
      SELECT list_row.*,
             CASE WHEN by_number.household_id IS NOT NULL     THEN 'nomor_kk'
                  WHEN by_old_number.household_id IS NOT NULL THEN 'old_nomor_kk'
                  WHEN by_nik.household_count = 1             THEN 'nik'
                  WHEN by_nik.household_count > 1             THEN 'ambiguous_nik'
                  WHEN list_row.nomor_kk IS NOT NULL          THEN 'new_household'
                  ELSE 'none'
              END AS matched_by,
             by_number.household_id AS number_household_id,
             by_old_number.household_id AS old_number_household_id,
             by_nik.household_id AS nik_household_id,
             outside.household_id AS outside_household_id
        FROM list_row
        LEFT JOIN current_household AS by_number ON by_number.nomor_kk = list_row.nomor_kk
        LEFT JOIN by_old_number ON by_old_number.nomor_kk = list_row.nomor_kk
        LEFT JOIN by_nik ON by_nik.nik = list_row.nik
        LEFT JOIN outside ON outside.nomor_kk = list_row.nomor_kk
    )
    SELECT list_id, line_no, program_code, level, nomor_kk, nik, nama, matched_by,
           CASE matched_by
                WHEN 'nomor_kk'      THEN number_household_id
                WHEN 'old_nomor_kk'  THEN old_number_household_id
                WHEN 'nik'           THEN nik_household_id
                WHEN 'new_household' THEN outside_household_id
            END AS household_id
      FROM tied`;
}

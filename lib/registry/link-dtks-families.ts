import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { matchDtksFamilies } from "./match-dtks-families";

/**
 * Ties every row of the applied DTKS lists to a family: that of the release where there is one, else
 * the family already known by this No KK, else a new one, so that a family missing from DTSEN can
 * have a case. The old number is remembered, so that recipient lists which still use it find the
 * family of today.
 *
 * SQL because it compares whole lists with a whole release. Running it again changes nothing.
 */
export async function linkDtksFamilies(tx: Db, releaseId: number): Promise<number> {
  return tx.$executeRaw`
    WITH family AS MATERIALIZED (
      ${matchDtksFamilies(releaseId, Prisma.sql`dtks_list.applied_at IS NOT NULL`)}
    ), known_outside AS (
      SELECT household_kk.nomor_kk, max(household_kk.household_id) AS household_id
        FROM household_kk
       WHERE household_kk.nomor_kk IN (SELECT nomor_kk FROM family WHERE household_id IS NULL)
         AND NOT EXISTS (
               SELECT FROM household_release
                WHERE household_release.release_id = ${releaseId}
                  AND household_release.household_id = household_kk.household_id
             )
    GROUP BY household_kk.nomor_kk
    ), unknown AS MATERIALIZED (
      SELECT missing.nomor_kk,
             nextval(pg_get_serial_sequence('household', 'id')) AS household_id
        FROM (SELECT DISTINCT nomor_kk
                FROM family
               WHERE household_id IS NULL
                 AND nomor_kk IS NOT NULL
                 AND nomor_kk NOT IN (SELECT nomor_kk FROM known_outside)) AS missing
    ), target AS MATERIALIZED (
      SELECT family.list_id, family.family_key, family.nomor_kk,
             COALESCE(family.household_id, known_outside.household_id, unknown.household_id)
               AS household_id
        FROM family
        LEFT JOIN known_outside ON known_outside.nomor_kk = family.nomor_kk
        LEFT JOIN unknown ON unknown.nomor_kk = family.nomor_kk
    ), new_household AS (
      INSERT INTO household (id, origin)
      SELECT household_id, 'dtks' FROM unknown
    ), learned_number AS (
      INSERT INTO household_kk (nomor_kk, household_id, origin)
      SELECT DISTINCT nomor_kk, household_id, 'dtks'::identity_origin
        FROM target
       WHERE nomor_kk IS NOT NULL AND household_id IS NOT NULL
          ON CONFLICT DO NOTHING
    ), row_target AS (
      SELECT dtks_row.list_id, dtks_row.line_no, target.household_id
        FROM dtks_row
        JOIN dtks_list ON dtks_list.id = dtks_row.list_id AND dtks_list.applied_at IS NOT NULL
        LEFT JOIN target
               ON target.list_id = dtks_row.list_id
              AND target.family_key
                = CASE WHEN dtks_row.nomor_kk ~ '^[0-9]{16}$' AND dtks_row.nomor_kk <> repeat('0', 16)
                       THEN dtks_row.nomor_kk ELSE 'DTKS ' || dtks_row.id_dtks END
    )
    UPDATE dtks_row
       SET household_id = row_target.household_id
      FROM row_target
     WHERE (dtks_row.list_id, dtks_row.line_no) = (row_target.list_id, row_target.line_no)
       AND dtks_row.household_id IS DISTINCT FROM row_target.household_id
  `;
}

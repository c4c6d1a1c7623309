import { Prisma } from "@/lib/db/generated/client";

/**
 * The rows of a matching result that name nobody of the release: without a valid NIK, or with one
 * that stands in no family of it.
 *
 * Columns: list_id, line_no, reason (`invalid_nik`, `not_in_release`).
 *
 * @param rows the condition on `dukcapil_row` that says which rows are meant
 */
export function unmatchedDukcapilRows(releaseId: number, rows: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    SELECT dukcapil_row.list_id, dukcapil_row.line_no,
           CASE WHEN dukcapil_row.nik_valid THEN 'not_in_release' ELSE 'invalid_nik' END AS reason
      FROM dukcapil_row
     WHERE ${rows}
       AND NOT (dukcapil_row.nik_valid
                AND EXISTS (
                      SELECT FROM individual_release
                       WHERE individual_release.release_id = ${releaseId}
                         AND individual_release.nik = dukcapil_row.nik
                         AND individual_release.nik_valid
                         AND individual_release.household_id IS NOT NULL
                    ))`;
}

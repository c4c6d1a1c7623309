import { Prisma } from "@/lib/db/generated/client";
import { FAMILY_NUMBER, matchListRows } from "./match-list-rows";

/**
 * The family that each row of a desil list belongs to (`matchListRows`). No family is made for a row:
 * a list that says nothing but a desil is no reason to know somebody.
 *
 * Columns: list_id, line_no, desil, matched_by, household_id.
 *
 * @param lists the condition on `desil_list` that says which lists are meant
 */
export function matchDesilRows(releaseId: number, lists: Prisma.Sql): Prisma.Sql {
  const rows = Prisma.sql`
    SELECT desil_row.list_id, desil_row.line_no, desil_row.desil,
           ${FAMILY_NUMBER} AS nomor_kk,
           CASE WHEN desil_row.nik_valid THEN desil_row.nik END AS nik
      FROM desil_row
      JOIN desil_list ON desil_list.id = desil_row.list_id
     WHERE ${lists}`;
  return matchListRows(releaseId, { rows, columns: Prisma.sql`list_id, line_no, desil` });
}

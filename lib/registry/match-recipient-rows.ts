import { Prisma } from "@/lib/db/generated/client";
import { FAMILY_NUMBER, matchListRows } from "./match-list-rows";

/**
 * The family that each row of a recipient list belongs to (`matchListRows`).
 *
 * Columns: list_id, line_no, program_code, level, nomor_kk and nik (null where unusable), nama,
 * matched_by, household_id.
 *
 * @param lists the condition on `recipient_list` that says which lists are meant
 */
export function matchRecipientRows(releaseId: number, lists: Prisma.Sql): Prisma.Sql {
  const rows = Prisma.sql`
    SELECT recipient_row.list_id, recipient_row.line_no,
           program.code AS program_code, program.level,
           ${FAMILY_NUMBER} AS nomor_kk,
           CASE WHEN recipient_row.nik_valid THEN recipient_row.nik END AS nik,
           recipient_row.nama
      FROM recipient_row
      JOIN recipient_list ON recipient_list.id = recipient_row.list_id
      JOIN program ON program.code = recipient_list.program_code
     WHERE ${lists}`;
  return matchListRows(releaseId, {
    rows,
    columns: Prisma.sql`list_id, line_no, program_code, level, nomor_kk, nik, nama`,
  });
}

import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/**
 * Recognises people who have no NIK of their own, because theirs is invalid or another row keeps it:
 * the person of the same family with the same name and birth date, among those without a NIK in the
 * release before. Rows of no family are of one where they write the same No KK. Equal ones are told
 * apart by their order in the files, one to one.
 *
 * @param doubledLines the lines whose NIK stood in the file before
 */
export async function carryPeopleWithoutNik(
  db: Db,
  releaseId: number,
  previousId: number,
  doubledLines: readonly number[],
): Promise<number> {
  return db.$executeRaw`
    WITH doubled AS (
      SELECT DISTINCT nik
        FROM individual_release
       WHERE release_id = ${releaseId} AND line_no = ANY(${doubledLines}::int[])
    ), without_nik AS (
      SELECT line_no, ${familyOf(Prisma.sql`individual_release`)} AS family, nama, tanggal_lahir
        FROM individual_release
       WHERE release_id = ${releaseId} AND NOT nik_valid
       UNION ALL
      SELECT member.line_no, ${familyOf(Prisma.sql`member`)}, member.nama, member.tanggal_lahir
        FROM doubled
        JOIN individual_release AS member ON member.release_id = ${releaseId}
                                         AND member.nik = doubled.nik
                                         AND member.nik_valid
         -- The keeper of a NIK that was known before.
       WHERE NOT EXISTS (
               SELECT FROM individual
                WHERE individual.id = member.individual_id AND individual.nik = member.nik::bpchar
             )
         -- The keeper of a NIK that is new: the first row.
         AND (
               EXISTS (SELECT FROM individual WHERE individual.nik = member.nik::bpchar)
               OR EXISTS (
                    SELECT FROM individual_release AS earlier
                     WHERE earlier.release_id = ${releaseId}
                       AND earlier.nik = member.nik
                       AND earlier.nik_valid
                       AND earlier.line_no < member.line_no
                  )
             )
    ), present AS (
      SELECT line_no, family, upper(nama) AS nama, tanggal_lahir,
             row_number() OVER (PARTITION BY family, upper(nama), tanggal_lahir
                                    ORDER BY line_no) AS place
        FROM without_nik
       WHERE family IS NOT NULL
    ), previous AS (
      SELECT member.individual_id, ${familyOf(Prisma.sql`member`)} AS family,
             upper(member.nama) AS nama, member.tanggal_lahir,
             row_number() OVER (PARTITION BY ${familyOf(Prisma.sql`member`)}, upper(member.nama),
                                             member.tanggal_lahir
                                    ORDER BY member.line_no) AS place
        FROM individual_release AS member
        JOIN individual ON individual.id = member.individual_id AND individual.nik IS NULL
       WHERE member.release_id = ${previousId}
    )
    UPDATE individual_release AS member
       SET individual_id = previous.individual_id
      FROM present
      JOIN previous ON previous.family = present.family
                   AND previous.nama = present.nama
                   AND previous.tanggal_lahir IS NOT DISTINCT FROM present.tanggal_lahir
                   AND previous.place = present.place
     WHERE member.release_id = ${releaseId} AND member.line_no = present.line_no
  `;
}

/** The family of a row, or the No KK that it writes where no family has it; null where it writes none. */
function familyOf(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce('family ' || ${row}.household_id, 'number ' || ${row}.nomor_kk)`;
}

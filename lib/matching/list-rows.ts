import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { birthKey } from "./shares";

const Listed = z.tuple([z.object({ rows: z.number().int(), last: z.number().int().nullable() })]);

/**
 * Puts the next rows of a list into `listed`, as they are compared: birth date and sex as the row says
 * them, else as its NIK does (a woman's day of birth has 40 added); `written_` only as the row says.
 *
 * @param after the last line of the rows before
 */
export async function listRows(
  tx: Db,
  {
    listId,
    after,
    limit,
  }: { readonly listId: number; readonly after: number; readonly limit: number },
): Promise<{ readonly rows: number; readonly last: number | null }> {
  await tx.$executeRaw`DROP TABLE IF EXISTS pg_temp.listed`;
  await tx.$executeRaw`
    CREATE TEMP TABLE listed ON COMMIT DROP AS
    SELECT matching_row.line_no,
           CASE WHEN matching_row.nik_valid THEN matching_row.nik END AS nik,
           CASE WHEN matching_row.nomor_kk ~ '^[0-9]{16}$' THEN matching_row.nomor_kk END AS nomor_kk,
           upper(matching_row.nama) AS name,
           plain_name(matching_row.nama) AS plain_name,
           ${birthKey(Prisma.sql`matching_row.tanggal_lahir`)} AS written_birth_key,
           coalesce(
             ${birthKey(Prisma.sql`matching_row.tanggal_lahir`)},
             CASE
               WHEN matching_row.nik_valid
               THEN substr(matching_row.nik, 11, 2) || substr(matching_row.nik, 9, 2)
                    || lpad(((substr(matching_row.nik, 7, 2)::int - 1) % 40 + 1)::text, 2, '0')
             END
           ) AS birth_key,
           matching_row.jenis_kelamin AS written_sex,
           coalesce(
             matching_row.jenis_kelamin,
             CASE
               WHEN matching_row.nik_valid
               THEN CASE WHEN substr(matching_row.nik, 7, 2)::int > 40 THEN 2 ELSE 1 END
             END
           ) AS sex,
           matching_row.village_id,
           village.parent_id AS kecamatan_id
      FROM matching_row
 LEFT JOIN area AS village ON village.id = matching_row.village_id
     WHERE matching_row.list_id = ${listId}
       AND matching_row.line_no > ${after}
  ORDER BY matching_row.line_no
     LIMIT ${limit}
  `;
  await tx.$executeRaw`ANALYZE listed`;
  const [found] = Listed.parse(
    await tx.$queryRaw`SELECT count(*)::int AS rows, max(line_no) AS last FROM listed`,
  );
  return found;
}

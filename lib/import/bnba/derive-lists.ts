import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { ProgramLevel } from "@/lib/db/generated/enums";

/** Rows with one usable No KK are a family; a row without one stands alone. */
export const FAMILY = Prisma.sql`
  CASE WHEN nomor_kk ~ '^[0-9]{16}$' AND nomor_kk <> repeat('0', 16)
       THEN nomor_kk ELSE 'line ' || line_no END`;

/** Who stands for a family: somebody whose NIK can be found again, the head before the others. */
export const BEST_KNOWN_FIRST = Prisma.sql`nik_valid DESC, (hubungan = 1) DESC NULLS LAST, line_no`;

const Counts = z.tuple([z.object({ families: z.number().int() })]);

/**
 * Makes the desil list of a BNBA: a line for each family, or where its members are given different
 * desil, one for each of these. A member without one belongs to the family's line all the same.
 *
 * @returns how many families there are
 */
export async function listFamilies(db: Db, listId: number): Promise<number> {
  await db.$executeRaw`
    WITH ranked AS (
      SELECT bnba_row.*, ${FAMILY} AS family
        FROM bnba_row
       WHERE list_id = ${listId}
    ), line AS (
      SELECT ranked.*,
             first_value(line_no) OVER (PARTITION BY family, desil ORDER BY ${BEST_KNOWN_FIRST})
               AS standing_line,
             first_value(line_no) OVER (PARTITION BY family ORDER BY desil IS NULL, ${BEST_KNOWN_FIRST})
               AS first_line,
             max(desil) OVER (PARTITION BY family) AS highest
        FROM ranked
    ), tied AS (
      UPDATE bnba_row
         SET family_line = CASE WHEN line.desil IS NULL THEN line.first_line ELSE line.standing_line END
        FROM line
       WHERE bnba_row.list_id = line.list_id
         AND bnba_row.line_no = line.line_no
    )
    INSERT INTO desil_row (list_id, line_no, nomor_kk, nik, nik_valid, nama, desil)
    SELECT list_id, line_no, nomor_kk, nik, nik_valid, nama, desil
      FROM line
     WHERE line_no = standing_line
       AND (desil IS NOT NULL OR highest IS NULL)
  `;
  const counted = await db.$queryRaw`
    SELECT count(DISTINCT ${FAMILY})::int AS families FROM bnba_row WHERE list_id = ${listId}
  `;
  return Counts.parse(counted)[0].families;
}

/**
 * Makes the recipient list of one aid: a line a person, or for an aid of families a line a family,
 * because SIKS-NG marks every member of one. Who of them is paid it does not tell.
 */
export async function listRecipients(
  db: Db,
  {
    code,
    level,
    field,
    listId,
    list,
  }: {
    readonly code: string;
    readonly level: ProgramLevel;
    readonly field: Prisma.Sql;
    readonly listId: number;
    readonly list: { readonly runId: string; readonly name: string; readonly asOf: Date };
  },
): Promise<{ readonly listId: number; readonly lines: number }> {
  const ofFamilies = level === "family";
  const created = await db.recipientList.create({
    data: { ...list, programCode: code, namesPayees: !ofFamilies },
    select: { id: true },
  });
  const recipient = ofFamilies ? FAMILY : Prisma.sql`'line ' || line_no`;
  const lines = await db.$executeRaw`
    INSERT INTO recipient_row (list_id, line_no, nik, nik_valid, nomor_kk, nama, alamat, rt, rw,
                               kelurahan, kecamatan, village_id, raw)
    SELECT DISTINCT ON (${recipient})
           ${created.id}::int, line_no, nik, nik_valid, nomor_kk, nama, alamat, rt, rw,
           kelurahan, kecamatan, village_id, jsonb_build_object('Status penerima', ${field})
      FROM bnba_row
     WHERE list_id = ${listId}
       AND ${field} IS NOT NULL
  ORDER BY ${recipient}, ${BEST_KNOWN_FIRST}
  `;
  return { listId: created.id, lines };
}

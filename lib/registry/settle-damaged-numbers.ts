import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** Kinds of list with a row a person, and what of a row tells whose it is. */
const LISTS = {
  recipients: {
    list: Prisma.sql`recipient_list`,
    rows: Prisma.sql`recipient_row`,
    nomorKk: Prisma.sql`list_row.nomor_kk`,
    birth: Prisma.sql`NULL::date`,
  },
  dtks: {
    list: Prisma.sql`dtks_list`,
    rows: Prisma.sql`dtks_row`,
    nomorKk: Prisma.sql`list_row.nomor_kk`,
    birth: Prisma.sql`list_row.tanggal_lahir`,
  },
  dukcapil: {
    list: Prisma.sql`dukcapil_list`,
    rows: Prisma.sql`dukcapil_row`,
    nomorKk: Prisma.sql`NULL::text`,
    birth: Prisma.sql`NULL::date`,
  },
  desil: {
    list: Prisma.sql`desil_list`,
    rows: Prisma.sql`desil_row`,
    nomorKk: Prisma.sql`list_row.nomor_kk`,
    birth: Prisma.sql`NULL::date`,
  },
  // Its members; the lists that are made of it are settled by themselves.
  bnba: {
    list: Prisma.sql`desil_list`,
    rows: Prisma.sql`bnba_row`,
    nomorKk: Prisma.sql`list_row.nomor_kk`,
    birth: Prisma.sql`list_row.tanggal_lahir`,
  },
  matching: {
    list: Prisma.sql`matching_list`,
    rows: Prisma.sql`matching_row`,
    nomorKk: Prisma.sql`list_row.nomor_kk`,
    birth: Prisma.sql`list_row.tanggal_lahir`,
  },
} as const;
export type DamagedList = keyof typeof LISTS;

const SettledLines = z.array(z.object({ lineNo: z.number().int() }));

/**
 * Completes every NIK of a list whose sixteenth digit a number cell has lost, where exactly one
 * person of the release agrees in the other fifteen and has the same No KK, or the same name and
 * birth date. A list without birth dates has them in its NIK: they are among the fifteen digits. In
 * any other case the digit stays unknown.
 *
 * @returns the lines that were settled
 */
export async function settleDamagedNiks(
  db: Db,
  releaseId: number,
  kind: DamagedList,
  listId: number,
): Promise<number[]> {
  const { rows, nomorKk, birth } = LISTS[kind];
  const settled = await db.$queryRaw`
    WITH damaged AS (
      SELECT list_row.line_no,
             left(list_row.nik, 15) AS known_digits,
             upper(list_row.nama) AS nama,
             ${nomorKk} AS nomor_kk,
             ${birth} AS tanggal_lahir
        FROM ${rows} AS list_row
       WHERE list_row.list_id = ${listId}
         AND NOT list_row.nik_valid
         AND list_row.nik ~ '^[0-9]{15}[?]$'
    ), owner AS (
      SELECT damaged.line_no, min(person.nik) AS nik
        FROM damaged
        JOIN individual_release AS person
          ON person.release_id = ${releaseId}
         AND person.nik_valid
         AND person.nik BETWEEN damaged.known_digits || '0' AND damaged.known_digits || '9'
       WHERE person.nomor_kk = damaged.nomor_kk
          OR (upper(person.nama) = damaged.nama
              AND coalesce(damaged.tanggal_lahir = person.tanggal_lahir, TRUE))
    GROUP BY damaged.line_no
      HAVING count(DISTINCT person.nik) = 1
    )
    UPDATE ${rows} AS list_row
       SET nik = owner.nik, nik_valid = TRUE
      FROM owner
     WHERE list_row.list_id = ${listId}
       AND list_row.line_no = owner.line_no
    RETURNING list_row.line_no AS "lineNo"
  `;
  return SettledLines.parse(settled).map(({ lineNo }) => lineNo);
}

/**
 * The same for a No KK: where the family of the row's NIK agrees in the fifteen digits that are known.
 *
 * @returns the lines that were settled
 */
export async function settleDamagedNomorKks(
  db: Db,
  releaseId: number,
  kind: Exclude<DamagedList, "dukcapil">,
  listId: number,
): Promise<number[]> {
  const { rows } = LISTS[kind];
  const settled = await db.$queryRaw`
    WITH family AS (
      SELECT list_row.line_no, min(person.nomor_kk) AS nomor_kk
        FROM ${rows} AS list_row
        JOIN individual_release AS person
          ON person.release_id = ${releaseId}
         AND person.nik_valid
         AND person.nik = list_row.nik
         AND left(person.nomor_kk, 15) = left(list_row.nomor_kk, 15)
         AND person.household_id IS NOT NULL
       WHERE list_row.list_id = ${listId}
         AND list_row.nik_valid
         AND list_row.nomor_kk ~ '^[0-9]{15}[?]$'
    GROUP BY list_row.line_no
      HAVING count(DISTINCT person.nomor_kk) = 1
    )
    UPDATE ${rows} AS list_row
       SET nomor_kk = family.nomor_kk
      FROM family
     WHERE list_row.list_id = ${listId}
       AND list_row.line_no = family.line_no
    RETURNING list_row.line_no AS "lineNo"
  `;
  return SettledLines.parse(settled).map(({ lineNo }) => lineNo);
}

/** Settles what the release that came into force tells of the lists that are applied already. */
export async function settleAppliedLists(tx: Db, releaseId: number): Promise<void> {
  for (const kind of ["recipients", "dtks", "dukcapil", "desil"] as const)
    for (const listId of await listsWithDamage(tx, kind)) {
      await settleDamagedNiks(tx, releaseId, kind, listId);
      if (kind !== "dukcapil") await settleDamagedNomorKks(tx, releaseId, kind, listId);
    }
}

const ListIds = z.array(z.object({ listId: z.number().int() }));

async function listsWithDamage(tx: Db, kind: DamagedList): Promise<number[]> {
  const { list, rows, nomorKk } = LISTS[kind];
  const found = await tx.$queryRaw`
    SELECT list.id AS "listId"
      FROM ${list} AS list
     WHERE list.applied_at IS NOT NULL
       AND EXISTS (SELECT
                     FROM ${rows} AS list_row
                    WHERE list_row.list_id = list.id
                      AND (list_row.nik LIKE '%?' OR ${nomorKk} LIKE '%?'))
  `;
  return ListIds.parse(found).map(({ listId }) => listId);
}

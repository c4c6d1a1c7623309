import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { ProgramLevel } from "@/lib/db/generated/enums";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { FAMILY_NUMBER, matchListRows } from "@/lib/registry/match-list-rows";
import { BEST_KNOWN_FIRST, FAMILY } from "./derive-lists";

const Counted = z.tuple([z.object({ count: z.number().int() })]);

/**
 * How many recipients of a program a BNBA says to receive nothing from it. Nothing ends by that, so
 * somebody has to know. Of an aid of families one member who is marked speaks for all of them.
 */
export async function countDenied(
  db: Db,
  {
    code,
    level,
    field,
    listId,
  }: {
    readonly code: string;
    readonly level: ProgramLevel;
    readonly field: Prisma.Sql;
    readonly listId: number;
  },
): Promise<number> {
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const deniedTo =
    level === "family"
      ? Prisma.sql`household_id IN (SELECT household_id FROM (${deniedFamilies(releaseId, { code, field, listId })}) AS family)`
      : Prisma.sql`individual_id IN (${deniedPersons({ code, listId })})`;
  const counted = await db.$queryRaw`
    SELECT count(*)::int AS count
      FROM participation
     WHERE program_code = ${code}
       AND state IN ('active', 'suspended')
       AND ${deniedTo}
  `;
  return Counted.parse(counted)[0].count;
}

function deniedFamilies(
  releaseId: number,
  { code, field, listId }: { code: string; field: Prisma.Sql; listId: number },
): Prisma.Sql {
  const rows = Prisma.sql`
    SELECT ${FAMILY_NUMBER} AS nomor_kk,
           CASE WHEN nik_valid THEN nik END AS nik
      FROM (
             SELECT nomor_kk, nik, nik_valid,
                    bool_or(${code} = ANY(denied)) OVER family AS is_denied,
                    bool_or(${field} IS NOT NULL) OVER family AS receives,
                    row_number() OVER (PARTITION BY ${FAMILY} ORDER BY ${BEST_KNOWN_FIRST}) AS place
               FROM bnba_row
              WHERE list_id = ${listId}
             WINDOW family AS (PARTITION BY ${FAMILY})
           ) AS line
     WHERE is_denied AND NOT receives AND place = 1`;
  return matchListRows(releaseId, { rows, columns: Prisma.sql`nomor_kk` });
}

function deniedPersons({ code, listId }: { code: string; listId: number }): Prisma.Sql {
  return Prisma.sql`
    SELECT individual.id
      FROM bnba_row
      JOIN individual ON individual.nik = bnba_row.nik::char(16)
     WHERE bnba_row.list_id = ${listId}
       AND bnba_row.nik_valid
       AND ${code} = ANY(bnba_row.denied)`;
}

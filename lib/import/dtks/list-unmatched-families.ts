import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { matchDtksFamilies } from "@/lib/registry/match-dtks-families";

const PAGE_SIZE = 50;

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** The last four characters: what is not shown does not leave the database. */
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  memberCount: z.number().int(),
});
export type UnmatchedFamily = z.infer<typeof Row>;

/**
 * The families of an old DTKS that are not in the current release, each by its first line in the
 * file. `after` is the last line of the page before.
 */
export async function listUnmatchedFamilies(
  db: Db,
  actor: Actor,
  listId: number,
  after = 0,
  limit = PAGE_SIZE,
): Promise<{ rows: UnmatchedFamily[]; next: number | null }> {
  if (areaOf(actor).level !== "regency") return { rows: [], next: null };
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const found = await db.$queryRaw`
    WITH missing AS MATERIALIZED (
      SELECT family_key
        FROM (${matchDtksFamilies(releaseId, Prisma.sql`dtks_list.id = ${listId}`)}) AS family
       WHERE household_id IS NULL
    ), person AS (
      SELECT dtks_row.*,
             CASE WHEN nomor_kk ~ '^[0-9]{16}$' AND nomor_kk <> repeat('0', 16)
                  THEN nomor_kk ELSE 'DTKS ' || id_dtks END AS family_key
        FROM dtks_row
       WHERE list_id = ${listId}
    ), family AS (
      SELECT DISTINCT ON (family_key)
             person.line_no, person.nama, person.nomor_kk, person.kelurahan,
             count(*) OVER (PARTITION BY family_key) AS member_count
        FROM person
        JOIN missing USING (family_key)
    ORDER BY family_key, person.line_no
    )
      SELECT line_no AS "lineNo",
             nama AS name,
             right(nomor_kk, 4) AS "nomorKkEnding",
             kelurahan,
             member_count::int AS "memberCount"
        FROM family
       WHERE line_no > ${after}
    ORDER BY line_no
       LIMIT ${limit + 1}
  `;
  const rows = z.array(Row).parse(found);
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.lineNo ?? null) : null };
}

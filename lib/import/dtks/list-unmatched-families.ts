import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { matchDtksFamilies } from "@/lib/registry/match-dtks-families";
import {
  NONE_UNMATCHED,
  readPart,
  type UnmatchedPage,
  type UnmatchedPart,
} from "../unmatched-part";

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** As the file has it, or its last four characters. */
  nomorKk: z.string().nullable(),
  kelurahan: z.string().nullable(),
  memberCount: z.number().int(),
});
export type UnmatchedFamily = z.infer<typeof Row>;

/**
 * The families of an old DTKS that are not in the current release, each by its first line in the
 * file.
 */
export async function listUnmatchedFamilies(
  db: Db,
  actor: Actor,
  listId: number,
  part: UnmatchedPart = {},
): Promise<UnmatchedPage<UnmatchedFamily>> {
  if (areaOf(actor).level !== "regency") return NONE_UNMATCHED;
  const { after, limit, number, pageOf } = readPart(part);
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
             ${number(Prisma.sql`nomor_kk`)} AS "nomorKk",
             kelurahan,
             member_count::int AS "memberCount"
        FROM family
       WHERE line_no > ${after}
    ORDER BY line_no
       LIMIT ${limit}
  `;
  return pageOf(z.array(Row).parse(found));
}

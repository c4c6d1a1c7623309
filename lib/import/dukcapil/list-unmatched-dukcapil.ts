import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { unmatchedDukcapilRows } from "@/lib/registry/unmatched-dukcapil-rows";
import { DUKCAPIL_FATES, DUKCAPIL_RESULTS } from "./read-result";

const PAGE_SIZE = 50;

const UnmatchedDukcapilReason = z.enum(["not_in_release", "invalid_nik"]);
export type UnmatchedDukcapilReason = z.infer<typeof UnmatchedDukcapilReason>;

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** The last four characters: what is not shown does not leave the database. */
  nikEnding: z.string().nullable(),
  result: z.enum(DUKCAPIL_RESULTS),
  fate: z.enum(DUKCAPIL_FATES).nullable(),
  reason: UnmatchedDukcapilReason,
});
export type UnmatchedPerson = z.infer<typeof Row>;

/**
 * The persons of a matching result who are in no family of the current release, in the order of the
 * file. `after` is the last line of the page before.
 */
export async function listUnmatchedDukcapil(
  db: Db,
  actor: Actor,
  listId: number,
  after = 0,
  limit = PAGE_SIZE,
): Promise<{ rows: UnmatchedPerson[]; next: number | null }> {
  if (areaOf(actor).level !== "regency") return { rows: [], next: null };
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const meant = Prisma.sql`dukcapil_row.list_id = ${listId} AND dukcapil_row.line_no > ${after}`;
  const found = await db.$queryRaw`
      SELECT dukcapil_row.line_no AS "lineNo",
             dukcapil_row.nama AS name,
             right(dukcapil_row.nik, 4) AS "nikEnding",
             dukcapil_row.result,
             dukcapil_row.fate,
             unmatched.reason
        FROM (${unmatchedDukcapilRows(releaseId, meant)}) AS unmatched
        JOIN dukcapil_row USING (list_id, line_no)
    ORDER BY dukcapil_row.line_no
       LIMIT ${limit + 1}
  `;
  const rows = z.array(Row).parse(found);
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.lineNo ?? null) : null };
}

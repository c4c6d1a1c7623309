import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { matchDesilRows } from "@/lib/registry/match-desil-rows";
import { UnmatchedReason } from "../recipients/list-unmatched-recipients";
import {
  NONE_UNMATCHED,
  readPart,
  type UnmatchedPage,
  type UnmatchedPart,
} from "../unmatched-part";

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** As the file has them, or their last four characters. */
  nik: z.string().nullable(),
  nomorKk: z.string().nullable(),
  desil: z.number().int().nullable(),
  reason: UnmatchedReason,
});
export type UnmatchedDesil = z.infer<typeof Row>;

/**
 * The rows of a desil list that lead to no family the office knows, in the order of the file, by the
 * statement that ties them.
 */
export async function listUnmatchedDesil(
  db: Db,
  actor: Actor,
  listId: number,
  part: UnmatchedPart = {},
): Promise<UnmatchedPage<UnmatchedDesil>> {
  if (areaOf(actor).level !== "regency") return NONE_UNMATCHED;
  const { after, limit, number, pageOf } = readPart(part);
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const meant = Prisma.sql`desil_list.id = ${listId} AND desil_row.line_no > ${after}`;
  const found = await db.$queryRaw`
      SELECT tied.line_no AS "lineNo",
             desil_row.nama AS name,
             ${number(Prisma.sql`desil_row.nik`)} AS nik,
             ${number(Prisma.sql`desil_row.nomor_kk`)} AS "nomorKk",
             desil_row.desil,
             tied.matched_by AS reason
        FROM (${matchDesilRows(releaseId, meant)}) AS tied
        JOIN desil_row USING (list_id, line_no)
       WHERE tied.household_id IS NULL
    ORDER BY tied.line_no
       LIMIT ${limit}
  `;
  return pageOf(z.array(Row).parse(found));
}

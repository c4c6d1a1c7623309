import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { matchRecipientRows } from "@/lib/registry/match-recipient-rows";
import {
  NONE_UNMATCHED,
  readPart,
  type UnmatchedPage,
  type UnmatchedPart,
} from "../unmatched-part";

/** How a row fails to find a family of the current release. */
export const UNMATCHED_REASONS = ["none", "ambiguous_nik", "new_household"] as const;
export const UnmatchedReason = z.enum(UNMATCHED_REASONS);
export type UnmatchedReason = z.infer<typeof UnmatchedReason>;

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** As the file has them, or their last four characters. */
  nik: z.string().nullable(),
  nomorKk: z.string().nullable(),
  kelurahan: z.string().nullable(),
  reason: UnmatchedReason,
});
export type UnmatchedRow = z.infer<typeof Row>;

/**
 * The rows of a recipient list that belong to no family of the current release, in the order of the
 * file, by the statement that ties them.
 */
export async function listUnmatchedRecipients(
  db: Db,
  actor: Actor,
  listId: number,
  { reason, ...part }: UnmatchedPart & { readonly reason?: UnmatchedReason } = {},
): Promise<UnmatchedPage<UnmatchedRow>> {
  if (areaOf(actor).level !== "regency") return NONE_UNMATCHED;
  const { after, limit, number, pageOf } = readPart(part);
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const reasons = reason === undefined ? [...UNMATCHED_REASONS] : [reason];
  const meant = Prisma.sql`recipient_list.id = ${listId} AND recipient_row.line_no > ${after}`;
  const found = await db.$queryRaw`
      SELECT tied.line_no AS "lineNo",
             recipient_row.nama AS name,
             ${number(Prisma.sql`recipient_row.nik`)} AS nik,
             ${number(Prisma.sql`recipient_row.nomor_kk`)} AS "nomorKk",
             recipient_row.kelurahan,
             tied.matched_by AS reason
        FROM (${matchRecipientRows(releaseId, meant)}) AS tied
        JOIN recipient_row USING (list_id, line_no)
       WHERE tied.matched_by = ANY(${reasons}::text[])
    ORDER BY tied.line_no
       LIMIT ${limit}
  `;
  return pageOf(z.array(Row).parse(found));
}

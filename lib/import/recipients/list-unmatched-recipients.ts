import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { findCurrentReleaseId, NO_RELEASE } from "@/lib/registry/link-lists";
import { matchRecipientRows } from "@/lib/registry/match-recipient-rows";

const PAGE_SIZE = 50;

/** How a row fails to find a family of the current release. */
export const UNMATCHED_REASONS = ["none", "ambiguous_nik", "new_household"] as const;
export const UnmatchedReason = z.enum(UNMATCHED_REASONS);
export type UnmatchedReason = z.infer<typeof UnmatchedReason>;

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** The last four characters: what is not shown does not leave the database. */
  nikEnding: z.string().nullable(),
  nomorKkEnding: z.string().nullable(),
  kelurahan: z.string().nullable(),
  reason: UnmatchedReason,
});
export type UnmatchedRow = z.infer<typeof Row>;

/**
 * The rows of a recipient list that belong to no family of the current release, in the order of the
 * file, by the statement that ties them. `after` is the last line of the page before.
 */
export async function listUnmatchedRecipients(
  db: Db,
  actor: Actor,
  listId: number,
  { reason, after = 0 }: { readonly reason?: UnmatchedReason; readonly after?: number },
  limit = PAGE_SIZE,
): Promise<{ rows: UnmatchedRow[]; next: number | null }> {
  if (areaOf(actor).level !== "regency") return { rows: [], next: null };
  const releaseId = (await findCurrentReleaseId(db)) ?? NO_RELEASE;
  const reasons = reason === undefined ? [...UNMATCHED_REASONS] : [reason];
  const found = await db.$queryRaw`
      SELECT tied.line_no AS "lineNo",
             recipient_row.nama AS name,
             right(recipient_row.nik, 4) AS "nikEnding",
             right(recipient_row.nomor_kk, 4) AS "nomorKkEnding",
             recipient_row.kelurahan,
             tied.matched_by AS reason
        FROM (${matchRecipientRows(releaseId, Prisma.sql`recipient_list.id = ${listId}`)}) AS tied
        JOIN recipient_row USING (list_id, line_no)
       WHERE tied.matched_by = ANY(${reasons}::text[])
         AND tied.line_no > ${after}
    ORDER BY tied.line_no
       LIMIT ${limit + 1}
  `;
  const rows = z.array(Row).parse(found);
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.lineNo ?? null) : null };
}

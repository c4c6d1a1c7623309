import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { matchRecipientRows } from "./match-recipient-rows";

/**
 * Puts the family of every row of the applied recipient lists into `recipient_match`, a table of this
 * transaction, for the statements that follow in `linkLists`.
 */
export async function collectRecipientMatches(tx: Db, releaseId: number): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE recipient_match (
      list_id       integer       NOT NULL,
      line_no       integer       NOT NULL,
      program_code  text          NOT NULL,
      level         program_level NOT NULL,
      nomor_kk      char(16),
      nik           text,
      nama          text          NOT NULL,
      matched_by    text          NOT NULL,
      household_id  bigint,
      individual_id bigint
    ) ON COMMIT DROP
  `;
  await tx.$executeRaw`
    INSERT INTO recipient_match (list_id, line_no, program_code, level, nomor_kk, nik, nama,
                                 matched_by, household_id)
    ${matchRecipientRows(releaseId, Prisma.sql`recipient_list.applied_at IS NOT NULL`)}
  `;
  await tx.$executeRaw`ANALYZE recipient_match`;
}

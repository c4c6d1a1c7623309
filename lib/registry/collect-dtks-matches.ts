import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { matchDtksFamilies } from "./match-dtks-families";

/**
 * Puts the family of the release that each family of the applied DTKS lists is into `dtks_match`, a
 * table of this transaction, for the statements that follow in `linkLists`.
 */
export async function collectDtksMatches(tx: Db, releaseId: number): Promise<void> {
  await tx.$executeRaw`
    CREATE TEMPORARY TABLE dtks_match (
      list_id      integer NOT NULL,
      family_key   text    NOT NULL,
      nomor_kk     char(16),
      household_id bigint
    ) ON COMMIT DROP
  `;
  await tx.$executeRaw`
    INSERT INTO dtks_match (list_id, family_key, nomor_kk, household_id)
    ${matchDtksFamilies(releaseId, Prisma.sql`dtks_list.applied_at IS NOT NULL`)}
  `;
  await tx.$executeRaw`ANALYZE dtks_match`;
}

import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { matchDesilRows } from "./match-desil-rows";

/** Ties each row of the applied desil lists to its family. Only rows that change are written. */
export async function linkDesilRows(tx: Db, releaseId: number): Promise<void> {
  await tx.$executeRaw`
    UPDATE desil_row
       SET household_id = tied.household_id
      FROM (${matchDesilRows(releaseId, Prisma.sql`desil_list.applied_at IS NOT NULL`)}) AS tied
     WHERE desil_row.list_id = tied.list_id
       AND desil_row.line_no = tied.line_no
       AND desil_row.household_id IS DISTINCT FROM tied.household_id
  `;
}

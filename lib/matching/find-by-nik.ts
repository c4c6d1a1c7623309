import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type Comparison, insertCandidates } from "./insert-candidates";

/** Offers for each row everybody of the release who has its NIK. */
export async function findByNik(db: Db, comparison: Comparison): Promise<void> {
  const { listId, releaseId } = comparison;
  await insertCandidates(
    db,
    comparison,
    Prisma.sql`
      SELECT matching_row.line_no, individual_release.line_no AS member_line, TRUE AS by_nik
        FROM matching_row
        JOIN individual_release
          ON individual_release.release_id = ${releaseId}
         AND individual_release.nik = matching_row.nik
         AND individual_release.nik_valid
       WHERE matching_row.list_id = ${listId}
         AND matching_row.nik_valid`,
  );
}

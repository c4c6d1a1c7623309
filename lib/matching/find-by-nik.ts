import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type Comparison, insertCandidates } from "./insert-candidates";

/** Offers for each row of `listed` everybody of the release who has its NIK. */
export async function findByNik(db: Db, comparison: Comparison): Promise<void> {
  const { releaseId } = comparison;
  await insertCandidates(
    db,
    comparison,
    Prisma.sql`
      SELECT listed.line_no, individual_release.line_no AS member_line, TRUE AS by_nik
        FROM listed
        JOIN individual_release
          ON individual_release.release_id = ${releaseId}
         AND individual_release.nik = listed.nik
         AND individual_release.nik_valid`,
  );
}

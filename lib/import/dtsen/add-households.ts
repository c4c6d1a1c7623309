import "server-only";
import type { Db } from "@/lib/db/client";

/** Adds the families that a release has and nobody knew. Running it again adds nothing. */
export async function addHouseholds(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    INSERT INTO household (id, origin, first_release_id)
    SELECT family.household_id, 'dtsen', ${releaseId}::int
      FROM household_release AS family
     WHERE family.release_id = ${releaseId}
       AND NOT EXISTS (SELECT FROM household WHERE household.id = family.household_id)
  ORDER BY family.household_id
  `;
}

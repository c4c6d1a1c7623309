import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** Adds the families that a release has and nobody knew. Running it again adds nothing. */
export async function addHouseholds(db: Db, releaseId: number): Promise<number> {
  const anybody = await db.household.findFirst({ select: { id: true } });
  return db.$executeRaw`
    INSERT INTO household (id, origin, first_release_id)
    SELECT family.household_id, 'dtsen', ${releaseId}::int
      FROM household_release AS family
     WHERE family.release_id = ${releaseId} ${anybody === null ? Prisma.empty : NOT_KNOWN}
  `;
}

/** In the order of the ids, as the rows of a first release are, so that their index is filled from left to right. */
const NOT_KNOWN = Prisma.sql`
       AND NOT EXISTS (SELECT FROM household WHERE household.id = family.household_id)
  ORDER BY family.household_id`;

import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { fillEmptyTable } from "./fill-empty-table";

/** Remembers each No KK that a release has for a family. Running it again adds nothing. */
export async function addHouseholdNumbers(db: Db, releaseId: number): Promise<number> {
  return fillEmptyTable(
    db,
    "household_kk",
    (isFirst) => db.$executeRaw`
      INSERT INTO household_kk (nomor_kk, household_id, origin, release_id)
      SELECT family.nomor_kk, family.household_id, 'dtsen', ${releaseId}::int
        FROM household_release AS family
       WHERE family.release_id = ${releaseId} ${isFirst ? Prisma.empty : NOT_KNOWN}
    `,
  );
}

const NOT_KNOWN = Prisma.sql`
  AND NOT EXISTS (
        SELECT FROM household_kk AS known
         WHERE known.nomor_kk = family.nomor_kk
           AND known.household_id = family.household_id
      )`;

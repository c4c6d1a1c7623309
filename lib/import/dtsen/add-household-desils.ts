import "server-only";
import type { Db } from "@/lib/db/client";

/** Writes the desil of a release's families into the history that stays. Running it again adds nothing. */
export async function addHouseholdDesils(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    INSERT INTO household_desil (household_id, release_id, village_id,
                                 desil_nasional, desil_provinsi, desil_kabupaten_kota)
    SELECT family.household_id, family.release_id, family.village_id,
           family.desil_nasional, family.desil_provinsi, family.desil_kabupaten_kota
      FROM household_release AS family
     WHERE family.release_id = ${releaseId}
       AND NOT EXISTS (
             SELECT FROM household_desil AS known
              WHERE known.household_id = family.household_id
                AND known.release_id = ${releaseId}
           )
  ORDER BY family.household_id
  `;
}

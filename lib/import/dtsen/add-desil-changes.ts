import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Writes what a release changes about the desil of the families that the release before had: only
 * real changes become history, so a release in which nothing moved adds nothing.
 *
 * SQL because it joins two releases.
 */
export async function addDesilChanges(
  db: Db,
  { id: releaseId, previousId }: { readonly id: number; readonly previousId: number | null },
): Promise<number> {
  return db.$executeRaw`
    INSERT INTO desil_change (household_id, release_id,
                              from_nasional, from_provinsi, from_kabupaten_kota,
                              to_nasional, to_provinsi, to_kabupaten_kota)
    SELECT present.household_id, ${releaseId}::int,
           previous.desil_nasional, previous.desil_provinsi, previous.desil_kabupaten_kota,
           present.desil_nasional, present.desil_provinsi, present.desil_kabupaten_kota
      FROM household_release AS present
      JOIN household_release AS previous ON previous.household_id = present.household_id
     WHERE present.release_id = ${releaseId}
       AND previous.release_id = ${previousId}::int
       AND (present.desil_nasional, present.desil_provinsi, present.desil_kabupaten_kota)
           IS DISTINCT FROM
           (previous.desil_nasional, previous.desil_provinsi, previous.desil_kabupaten_kota)
  ORDER BY present.household_id
  `;
}

import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Counts a release's families and persons by kelurahan and desil into `rollup_desil`. A person counts
 * under the desil of their family; one whose family is not in the release has none. Counting again
 * replaces what was counted.
 */
export async function rollUpDesil(tx: Db, releaseId: number): Promise<void> {
  await tx.rollupDesil.deleteMany({ where: { releaseId } });
  await tx.$executeRaw`
    INSERT INTO rollup_desil (release_id, village_id, desil, households, individuals)
    SELECT ${releaseId}::int, village_id, desil, sum(households), sum(individuals)
      FROM (SELECT village_id, desil_nasional AS desil, count(*) AS households, 0 AS individuals
              FROM household_release
             WHERE release_id = ${releaseId}
               AND household_id IS NOT NULL
          GROUP BY village_id, desil_nasional
             UNION ALL
            SELECT member.village_id, family.desil_nasional, 0, count(*)
              FROM individual_release AS member
         LEFT JOIN household_release AS family
                ON family.release_id = ${releaseId}
               AND family.household_id = member.household_id
             WHERE member.release_id = ${releaseId}
          GROUP BY member.village_id, family.desil_nasional) AS counted
  GROUP BY village_id, desil
  `;
}

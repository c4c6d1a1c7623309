import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { partitionName } from "./release-partition";

/**
 * Counts a release's families and persons by kelurahan and desil into `rollup_desil`. A person counts
 * where their family does; one whose family is not in the release has no desil. Counting again
 * replaces what was counted.
 *
 * How many persons a family has is read from the index of the release's own table: their rows are
 * ten times as much.
 */
export async function rollUpDesil(tx: Db, releaseId: number): Promise<void> {
  await tx.rollupDesil.deleteMany({ where: { releaseId } });
  const members = Prisma.raw(partitionName("individual_release", releaseId));
  await tx.$executeRaw`
    WITH size AS (
      SELECT household_id, count(*) AS individuals
        FROM ${members}
       WHERE household_id IS NOT NULL
    GROUP BY household_id
    )
    INSERT INTO rollup_desil (release_id, village_id, desil, households, individuals)
    SELECT ${releaseId}::int, village_id, desil, sum(households), sum(individuals)
      FROM (SELECT family.village_id, family.desil_nasional AS desil,
                   count(*) AS households, coalesce(sum(size.individuals), 0) AS individuals
              FROM household_release AS family
         LEFT JOIN size ON size.household_id = family.household_id
             WHERE family.release_id = ${releaseId}
               AND family.household_id IS NOT NULL
          GROUP BY family.village_id, family.desil_nasional
             UNION ALL
            SELECT village_id, NULL, 0, count(*)
              FROM ${members}
             WHERE household_id IS NULL
          GROUP BY village_id) AS counted
  GROUP BY village_id, desil
  `;
}

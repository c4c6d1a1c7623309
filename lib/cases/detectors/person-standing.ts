import { Prisma } from "@/lib/db/generated/client";

/**
 * The family in which a person stands in a release, as a lateral join named `standing`: empty where
 * no row of theirs has a family. A row without a family names a place too, but a case of nobody's
 * family belongs to the regency.
 */
export function standingOf(releaseId: number, individualId: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    LEFT JOIN LATERAL (
        SELECT individual_release.household_id, individual_release.village_id
          FROM individual_release
         WHERE individual_release.release_id = ${releaseId}
           AND individual_release.individual_id = ${individualId}
           AND individual_release.household_id IS NOT NULL
      ORDER BY individual_release.line_no
         LIMIT 1
    ) AS standing ON TRUE
  `;
}

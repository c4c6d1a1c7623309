import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";

const Row = z.object({ total: z.int(), added: z.int(), gone: z.int() });
export type IndividualComparison = z.infer<typeof Row>;

/** Counts the people of a release who are new against the one before, and those who are gone. */
export async function compareIndividuals(
  db: Db,
  releaseId: number,
  previousId: number,
): Promise<IndividualComparison> {
  const rows = await db.$queryRaw`
    WITH present AS (
      SELECT individual_id
        FROM individual_release
       WHERE release_id = ${releaseId}
    ), previous AS (
      SELECT individual_id
        FROM individual_release
       WHERE release_id = ${previousId} AND individual_id IS NOT NULL
    )
    SELECT count(present.individual_id)::int                                    AS total,
           count(*) FILTER (WHERE previous.individual_id IS NULL)::int          AS added,
           count(*) FILTER (WHERE present.individual_id IS NULL)::int           AS gone
      FROM present
      FULL JOIN previous USING (individual_id)
  `;
  const [comparison] = z.tuple([Row]).parse(rows);
  return comparison;
}

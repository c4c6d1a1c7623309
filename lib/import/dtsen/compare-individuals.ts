import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { partitionName } from "@/lib/registry/release-partition";

const Row = z.object({ total: z.int(), added: z.int(), gone: z.int() });
export type IndividualComparison = z.infer<typeof Row>;

/**
 * Counts the people of a release who are new against the one before, and those who are gone. Asked
 * of the releases' own tables, whose indexes say it without the rows.
 */
export async function compareIndividuals(
  db: Db,
  releaseId: number,
  previousId: number,
): Promise<IndividualComparison> {
  const members = (id: number) => Prisma.raw(partitionName("individual_release", id));
  const rows = await db.$queryRaw`
    WITH present AS (
      SELECT individual_id FROM ${members(releaseId)}
    ), previous AS (
      SELECT individual_id FROM ${members(previousId)} WHERE individual_id IS NOT NULL
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

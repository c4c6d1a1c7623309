import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";

const Row = z.object({ name: z.string(), before: z.int(), households: z.int() });
export type KecamatanComparison = z.infer<typeof Row>;

/** Counts the families of each kecamatan in a release and in the one before. */
export async function compareKecamatan(
  db: Db,
  releaseId: number,
  previousId: number | null,
): Promise<KecamatanComparison[]> {
  const rows = await db.$queryRaw`
    WITH village_count AS (
      SELECT village_id,
             count(*) FILTER (WHERE release_id = ${releaseId})       AS households,
             count(*) FILTER (WHERE release_id = ${previousId}::int) AS before
        FROM household_release
       WHERE release_id IN (${releaseId}, ${previousId}::int)
    GROUP BY village_id
    )
    SELECT kecamatan.name,
           sum(village_count.before)::int     AS before,
           sum(village_count.households)::int AS households
      FROM village_count
      JOIN area AS village ON village.id = village_count.village_id
      JOIN area AS kecamatan ON kecamatan.id = village.parent_id
  GROUP BY kecamatan.id
  ORDER BY kecamatan.name
  `;
  return z.array(Row).parse(rows);
}

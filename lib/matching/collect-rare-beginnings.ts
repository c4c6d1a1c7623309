import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

/** A beginning that more people of a kelurahan share says too little by itself of who somebody is. */
const NAMESAKES_MAX = 500;

/** Where a beginning of a person stands. */
export const BEGINNINGS = [
  Prisma.sql`person.first`,
  Prisma.sql`person.second`,
  Prisma.sql`person.last`,
] as const;

/**
 * Collects in `rare_beginning` for the rows of `wanted` without a birth date those beginnings of their
 * words that few people of their kelurahan have: nothing else tells them from others.
 */
export async function collectRareBeginnings(tx: Db): Promise<void> {
  const namesakes = BEGINNINGS.map(
    (beginning) => Prisma.sql`
             SELECT person.village_id, ${beginning} AS beginning
               FROM person
              WHERE (person.village_id, ${beginning}) IN (SELECT village_id, beginning FROM sought)`,
  );
  await tx.$executeRaw`DROP TABLE IF EXISTS pg_temp.rare_beginning`;
  await tx.$executeRaw`
    CREATE TEMP TABLE rare_beginning ON COMMIT DROP AS
    WITH sought AS MATERIALIZED (
      SELECT wanted.line_no, wanted.village_id, beginning
        FROM wanted
  CROSS JOIN LATERAL unnest(wanted.beginnings) AS beginning
       WHERE wanted.birth_key IS NULL
    ), rare AS (
      SELECT village_id, beginning
        FROM (${Prisma.join(namesakes, " UNION ALL ")}) AS namesake
    GROUP BY village_id, beginning
      HAVING count(*) <= ${NAMESAKES_MAX}::int
    )
    SELECT sought.*
      FROM sought
      JOIN rare USING (village_id, beginning)
  `;
  await tx.$executeRaw`ANALYZE rare_beginning`;
}

import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Comparison } from "./insert-candidates";
import { beginningOf, pairOf, wordsOf } from "./name-beginnings";

const Found = z.tuple([z.object({ exists: z.boolean() })]);

/**
 * Collects in `wanted` the rows of `listed` that their NIK did not lead to somebody of that name, with
 * the beginnings of their words as they are written and as they are compared, and in `wanted_pair`
 * each two of these.
 *
 * @returns whether there are any
 */
export async function collectWanted(tx: Db, { listId, score }: Comparison): Promise<boolean> {
  await tx.$executeRaw`DROP TABLE IF EXISTS pg_temp.wanted, pg_temp.wanted_pair`;
  await tx.$executeRaw`
    CREATE TEMP TABLE wanted ON COMMIT DROP AS
    SELECT listed.*,
           CASE
             WHEN position(' ' IN listed.plain_name) = 0
             THEN ${beginningOf(Prisma.sql`listed.plain_name`)}
           END AS only,
           ARRAY(
             SELECT DISTINCT ${beginningOf(Prisma.sql`word`)} AS beginning
               FROM (VALUES (${wordsOf(Prisma.sql`listed.name`)}),
                            (listed.plain_name)) AS spelling (words)
         CROSS JOIN LATERAL string_to_table(spelling.words, ' ') AS word
           ) AS beginnings
      FROM listed
     WHERE listed.plain_name <> ''
       AND NOT EXISTS (
             SELECT FROM matching_candidate AS known
              WHERE known.list_id = ${listId}
                AND known.line_no = listed.line_no
                AND known.name_share >= ${score.nameMin}::real
           )
  `;
  const village = Prisma.sql`wanted.village_id`;
  await tx.$executeRaw`
    CREATE TEMP TABLE wanted_pair ON COMMIT DROP AS
    SELECT wanted.line_no, ${pairOf(village, Prisma.sql`one`, Prisma.sql`other`)} AS pair
      FROM wanted
CROSS JOIN LATERAL unnest(wanted.beginnings) AS one
CROSS JOIN LATERAL unnest(wanted.beginnings) AS other
     WHERE one <= other
     UNION
    SELECT wanted.line_no, ${pairOf(village, Prisma.sql`wanted.only`, Prisma.sql`NULL`)}
      FROM wanted
     WHERE wanted.only IS NOT NULL
  `;
  await tx.$executeRaw`ANALYZE wanted, wanted_pair`;
  const [{ exists }] = Found.parse(await tx.$queryRaw`SELECT EXISTS (SELECT FROM wanted)`);
  return exists;
}

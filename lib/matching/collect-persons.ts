import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { beginningOf, pairOf, wordsOf } from "./name-beginnings";
import { birthKey } from "./shares";

/**
 * Collects everybody of a release in `person` with what rows are compared by, once for all rows of a
 * list: of the name the beginnings of the first, the second and the last word, and each two of them. A
 * name of one word has its beginning alone in place of two.
 */
export async function collectPersons(tx: Db, releaseId: number): Promise<void> {
  const word = (position: number) =>
    beginningOf(Prisma.sql`split_part(named.words, ' ', ${position}::int)`);
  const village = Prisma.sql`village_id`;
  const [first, second, last] = [Prisma.sql`first`, Prisma.sql`second`, Prisma.sql`last`];
  // OFFSET 0 keeps each level to itself: merged, they would compute every word anew for each use.
  await tx.$executeRaw`
    CREATE TEMP TABLE person ON COMMIT DROP AS
    SELECT begun.*,
           ${pairOf(village, first, second)} AS first_pair,
           CASE WHEN last IS NOT NULL THEN ${pairOf(village, first, last)} END AS second_pair,
           CASE WHEN last IS NOT NULL THEN ${pairOf(village, second, last)} END AS third_pair
      FROM (
             SELECT named.line_no,
                    named.village_id,
                    named.kecamatan_id,
                    named.birth_key,
                    named.sex,
                    named.name,
                    ${word(1)} AS first,
                    ${word(2)} AS second,
                    CASE WHEN split_part(named.words, ' ', 3) <> '' THEN ${word(-1)} END AS last
               FROM (
                      SELECT individual_release.line_no,
                             individual_release.village_id,
                             village.parent_id AS kecamatan_id,
                             ${birthKey(Prisma.sql`individual_release.tanggal_lahir`)} AS birth_key,
                             individual_release.jenis_kelamin AS sex,
                             individual_release.nama AS name,
                             ${wordsOf(Prisma.sql`individual_release.nama`)} AS words
                        FROM individual_release
                   LEFT JOIN area AS village ON village.id = individual_release.village_id
                       WHERE individual_release.release_id = ${releaseId}
                      OFFSET 0
                    ) AS named
             OFFSET 0
           ) AS begun
  `;
  await tx.$executeRaw`ANALYZE person`;
}

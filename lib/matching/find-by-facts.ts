import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { rowBirthKey } from "./birth-key";
import { type Comparison, insertCandidates } from "./insert-candidates";
import type { MatchingScore } from "./schema";

/** Words of names are looked for by their beginning. */
const BEGINNING = 3;

/**
 * Offers persons for the rows that their NIK did not lead to somebody of that name: those with the
 * same birth date, in the same family, or in the same kelurahan with a word of the name beginning
 * alike. Only these are compared, so that the work grows with the list and not with list times
 * registry; the release is read twice from one end to the other, which no index would spare.
 *
 * Place and letters are one key: of two, the planner joins by the place first and compares names with
 * the whole kelurahan.
 */
export async function findByFacts(db: Db, comparison: Comparison): Promise<void> {
  const { listId, releaseId, score } = comparison;
  const roughly = (name: Prisma.Sql) =>
    Prisma.sql`similarity(${name}, wanted.plain_name) >= ${roughShare(score)}::real`;
  await insertCandidates(
    db,
    comparison,
    Prisma.sql`
      WITH wanted AS MATERIALIZED (
        SELECT matching_row.line_no,
               matching_row.plain_name,
               matching_row.nomor_kk,
               matching_row.village_id,
               ${rowBirthKey(Prisma.sql`matching_row`)} AS birth_key
          FROM matching_row
         WHERE matching_row.list_id = ${listId}
           AND matching_row.plain_name <> ''
           AND NOT EXISTS (
                 SELECT FROM matching_candidate AS known
                  WHERE known.list_id = ${listId}
                    AND known.line_no = matching_row.line_no
                    AND known.name_share >= ${score.nameMin}::real
               )
      ), beginning AS MATERIALIZED (
        SELECT DISTINCT wanted.line_no, wanted.plain_name,
               concat(wanted.village_id, left(word, ${BEGINNING}::int)) AS place_and_letters
          FROM wanted
    CROSS JOIN LATERAL string_to_table(wanted.plain_name, ' ') AS word
         WHERE wanted.village_id IS NOT NULL
      ), same_birth_date AS (
        SELECT wanted.line_no, individual_release.line_no AS member_line
          FROM wanted
          JOIN individual_release
            ON individual_release.release_id = ${releaseId}
           AND to_char(individual_release.tanggal_lahir, 'YYMMDD') = wanted.birth_key
         WHERE ${roughly(Prisma.sql`individual_release.nama`)}
      ), same_family AS (
        SELECT wanted.line_no, individual_release.line_no
          FROM wanted
          JOIN household_kk ON household_kk.nomor_kk = wanted.nomor_kk::char(16)
          JOIN individual_release
            ON individual_release.release_id = ${releaseId}
           AND individual_release.household_id = household_kk.household_id
         WHERE wanted.nomor_kk ~ '^[0-9]{16}$'
           AND ${roughly(Prisma.sql`individual_release.nama`)}
      ), same_village AS (
        SELECT wanted.line_no, villager.line_no
          FROM beginning AS wanted
          JOIN (
                 SELECT individual_release.line_no,
                        individual_release.nama,
                        concat(individual_release.village_id, upper(left(word, ${BEGINNING}::int)))
                          AS place_and_letters
                   FROM individual_release
             CROSS JOIN LATERAL (
                          VALUES (split_part(individual_release.nama, ' ', 1)),
                                 (split_part(individual_release.nama, ' ', 2)),
                                 (split_part(individual_release.nama, ' ', -1))
                        ) AS written (word)
                  WHERE individual_release.release_id = ${releaseId}
               ) AS villager USING (place_and_letters)
         WHERE ${roughly(Prisma.sql`villager.nama`)}
      ), found AS (
        SELECT * FROM same_birth_date
         UNION
        SELECT * FROM same_family
         UNION
        SELECT * FROM same_village
      )
      SELECT line_no, member_line, FALSE AS by_nik FROM found`,
  );
}

/**
 * Three quarters of the share of a name below which nothing else could make up for it: titles and
 * spellings of the registry, which only the real comparison removes, may hide the rest.
 */
function roughShare({ name, birthDate, sex, area, similarMin }: MatchingScore): number {
  const all = name + birthDate + sex + area;
  return Math.max(0, 1 - ((100 - similarMin) * all) / (100 * name)) * 0.75;
}

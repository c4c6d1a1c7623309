import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { MatchingScore } from "./schema";
import { birthKey, sharesOf } from "./shares";

/** A list and what it is compared with. */
export interface Comparison {
  readonly listId: number;
  readonly releaseId: number;
  readonly score: MatchingScore;
  /** Whether name, birth date and area alone may settle a row; else a person does. */
  readonly factsSettle: boolean;
}

/**
 * Scores pairs of a row of `listed` and a person of the release, and keeps for each row the best of
 * those that may be meant: everybody with its NIK, and who reaches the score of the setting.
 *
 * What is unknown on one side counts neither for nor against: the score is the weight of what agrees
 * in percent of the weight of what is known on both. Of a person who was found by the NIK, what the
 * NIK says cannot agree once more. Each person's name is made plain once, however many rows it is
 * compared with.
 *
 * @param pairs a SELECT of `line_no, member_line, by_nik`, written by us
 */
export async function insertCandidates(
  db: Db,
  { listId, releaseId, score }: Comparison,
  pairs: Prisma.Sql,
): Promise<void> {
  const { birth, sex, area } = sharesOf(Prisma.sql`stated`, Prisma.sql`person`, score);
  await db.$executeRaw`
    WITH pair AS MATERIALIZED (
      ${pairs}
    ), person AS MATERIALIZED (
      SELECT individual_release.line_no AS member_line,
             individual_release.individual_id,
             individual_release.household_id,
             individual_release.village_id,
             village.parent_id AS kecamatan_id,
             individual_release.nomor_kk,
             CASE WHEN individual_release.nik_valid THEN individual_release.nik END AS nik,
             ${birthKey(Prisma.sql`individual_release.tanggal_lahir`)} AS birth_key,
             individual_release.jenis_kelamin AS sex,
             plain_name(individual_release.nama) AS plain_name
        FROM individual_release
   LEFT JOIN area AS village ON village.id = individual_release.village_id
       WHERE individual_release.release_id = ${releaseId}
         AND individual_release.line_no IN (SELECT pair.member_line FROM pair)
    ), stated AS MATERIALIZED (
      SELECT pair.member_line,
             pair.by_nik,
             listed.line_no,
             listed.nik,
             listed.nomor_kk,
             listed.plain_name,
             CASE WHEN pair.by_nik THEN listed.written_birth_key ELSE listed.birth_key END AS birth_key,
             CASE WHEN pair.by_nik THEN listed.written_sex ELSE listed.sex END AS sex,
             listed.village_id,
             listed.kecamatan_id
        FROM pair
        JOIN listed USING (line_no)
    ), agreement AS MATERIALIZED (
      SELECT stated.line_no,
             stated.by_nik,
             person.member_line,
             person.individual_id,
             person.household_id,
             person.village_id,
             person.nik <> stated.nik AS nik_differs,
             name_share(stated.plain_name, person.plain_name, ${score.partialName}::real) AS name_share,
             ${birth} AS birth_share,
             ${sex} AS sex_share,
             CASE WHEN stated.nomor_kk = person.nomor_kk THEN 1 ELSE ${area} END AS area_share
        FROM stated
        JOIN person USING (member_line)
    ), weighed AS MATERIALIZED (
      SELECT agreement.*,
             coalesce(${score.name}::int * name_share, 0)
               + coalesce(${score.birthDate}::int * birth_share, 0)
               + coalesce(${score.sex}::int * sex_share, 0)
               + coalesce(${score.area}::int * area_share, 0) AS agreed,
             (name_share IS NOT NULL)::int * ${score.name}::int
               + (birth_share IS NOT NULL)::int * ${score.birthDate}::int
               + (sex_share IS NOT NULL)::int * ${score.sex}::int
               + (area_share IS NOT NULL)::int * ${score.area}::int AS compared
        FROM agreement
    ), scored AS (
      SELECT weighed.*,
             CASE WHEN compared = 0 THEN 0 ELSE round(100 * agreed / compared) END AS score
        FROM weighed
    ), placed AS (
      SELECT scored.*,
             row_number() OVER (
               PARTITION BY line_no ORDER BY by_nik DESC, score DESC, compared DESC, member_line
             ) AS place
        FROM scored
       WHERE by_nik
          OR (compared >= ${score.comparedMin}::int AND score >= ${score.similarMin}::int)
    )
    INSERT INTO matching_candidate
           (list_id, line_no, member_line, individual_id, household_id, village_id,
            by_nik, score, compared, name_share, differences)
    SELECT ${listId}::int, line_no, member_line, individual_id, household_id, village_id,
           by_nik, score, compared, name_share,
           array_remove(ARRAY[
             CASE WHEN nik_differs THEN 'nik' END,
             CASE WHEN name_share < 1 THEN 'name' END,
             CASE WHEN birth_share < 1 THEN 'birth_date' END,
             CASE WHEN sex_share < 1 THEN 'sex' END,
             CASE WHEN area_share < 1 THEN 'area' END
           ], NULL)
      FROM placed
     WHERE place <= ${score.candidatesMax}::int
        ON CONFLICT DO NOTHING
  `;
}

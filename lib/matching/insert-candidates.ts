import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { rowBirthKey, rowSex } from "./birth-key";
import type { MatchingScore } from "./schema";

/** A list and what it is compared with. */
export interface Comparison {
  readonly listId: number;
  readonly releaseId: number;
  readonly score: MatchingScore;
  /** Whether name, birth date and area alone may settle a row; else a person does. */
  readonly factsSettle: boolean;
}

/**
 * Scores pairs of a row of the list and a person of the release, and keeps for each row the best of
 * those that may be meant: everybody with its NIK, and who reaches the score of the setting.
 *
 * What is unknown on one side counts neither for nor against: the score is the weight of what agrees
 * in percent of the weight of what is known on both. Each person's name is made plain once, however
 * many rows it is compared with.
 *
 * @param pairs a SELECT of `line_no, member_line, by_nik`, written by us
 */
export async function insertCandidates(
  db: Db,
  { listId, releaseId, score }: Comparison,
  pairs: Prisma.Sql,
): Promise<void> {
  const row = Prisma.sql`matching_row`;
  // Of a person who was found by the NIK, what the NIK says cannot agree once more.
  const birthKey = Prisma.sql`
    CASE WHEN pair.by_nik THEN to_char(matching_row.tanggal_lahir, 'YYMMDD') ELSE ${rowBirthKey(row)} END`;
  const sex = Prisma.sql`
    CASE WHEN pair.by_nik THEN matching_row.jenis_kelamin ELSE ${rowSex(row)} END`;
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
             to_char(individual_release.tanggal_lahir, 'YYMMDD') AS birth_key,
             individual_release.jenis_kelamin,
             plain_name(individual_release.nama) AS plain_name
        FROM individual_release
   LEFT JOIN area AS village ON village.id = individual_release.village_id
       WHERE individual_release.release_id = ${releaseId}
         AND individual_release.line_no IN (SELECT pair.member_line FROM pair)
    ), agreement AS MATERIALIZED (
      SELECT pair.line_no,
             pair.by_nik,
             person.member_line,
             person.individual_id,
             person.household_id,
             person.village_id,
             matching_row.nik_valid AND person.nik <> matching_row.nik AS nik_differs,
             name_share(matching_row.plain_name, person.plain_name, ${score.partialName}::real) AS name_share,
             ${birthShare(birthKey, score)} AS birth_share,
             ((${sex}) = person.jenis_kelamin)::int::real AS sex_share,
             CASE
               WHEN matching_row.nomor_kk = person.nomor_kk THEN 1
               WHEN matching_row.village_id = person.village_id THEN 1
               WHEN village.parent_id = person.kecamatan_id THEN ${score.sameKecamatan}::real
               WHEN num_nonnulls(matching_row.village_id, person.village_id) = 2 THEN 0
             END AS area_share
        FROM pair
        JOIN person USING (member_line)
        JOIN matching_row
          ON matching_row.list_id = ${listId}
         AND matching_row.line_no = pair.line_no
   LEFT JOIN area AS village ON village.id = matching_row.village_id
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

/** Equal; one of the three parts different, or day and month exchanged; something else. */
function birthShare(key: Prisma.Sql, { nearBirthDate }: MatchingScore): Prisma.Sql {
  const parts = (from: Prisma.Sql) =>
    [1, 3, 5].map((start) => Prisma.sql`substr((${from}), ${start}::int, 2)`);
  const [rowYear, rowMonth, rowDay] = parts(key);
  const [year, month, day] = parts(Prisma.sql`person.birth_key`);
  return Prisma.sql`
    CASE
      WHEN (${key}) = person.birth_key THEN 1
      WHEN (${rowYear} = ${year})::int + (${rowMonth} = ${month})::int + (${rowDay} = ${day})::int = 2
        OR (${rowYear} = ${year} AND ${rowMonth} = ${day} AND ${rowDay} = ${month})
      THEN ${nearBirthDate}::real
      WHEN num_nonnulls((${key}), person.birth_key) = 2 THEN 0
    END`;
}

import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { BEGINNINGS, collectRareBeginnings } from "./collect-rare-beginnings";
import { type Comparison, insertCandidates } from "./insert-candidates";
import type { MatchingScore } from "./schema";
import { sharesOf } from "./shares";

/** Where two beginnings of a person stand together. */
const PAIRS = [
  Prisma.sql`person.first_pair`,
  Prisma.sql`person.second_pair`,
  Prisma.sql`person.third_pair`,
] as const;

/** What of a name's agreement titles and spellings may hide, which only the real comparison removes. */
const HIDDEN = 0.25;
/** What two words of a name have in common with four of which they are two. */
const HALF_A_NAME = 0.4;

/**
 * Offers for each row of `wanted` those of `person` who are in the same family, have the same birth
 * date, or live in the same kelurahan with two words of the name beginning alike; for a row without a
 * birth date one word will do where few people have it. Only these are compared, so that the work grows
 * with the list and not with list times registry, and of these only those whose names may agree as
 * far as everything else asks them to.
 */
export async function findByFacts(tx: Db, comparison: Comparison): Promise<void> {
  await collectRareBeginnings(tx);
  const { releaseId, score } = comparison;
  const { birth, sex, area } = sharesOf(Prisma.sql`wanted`, Prisma.sql`person`, score);
  const sideBySide = Prisma.sql`
    SELECT wanted.line_no, person.line_no AS member_line, wanted.plain_name, person.name,
           ${birth} AS birth, ${sex} AS sex, ${area} AS area`;
  const sameVillage = PAIRS.map(
    (pair) => Prisma.sql`
        ${sideBySide}
          FROM wanted_pair
          JOIN person ON ${pair} = wanted_pair.pair
          JOIN wanted ON wanted.line_no = wanted_pair.line_no`,
  );
  const sameRareWord = BEGINNINGS.map(
    (beginning) => Prisma.sql`
        ${sideBySide}
          FROM rare_beginning
          JOIN person
            ON person.village_id = rare_beginning.village_id
           AND ${beginning} = rare_beginning.beginning
          JOIN wanted ON wanted.line_no = rare_beginning.line_no`,
  );
  // OFFSET 0 keeps each level to itself: merged, they would compute every share anew for each use.
  await insertCandidates(
    tx,
    comparison,
    Prisma.sql`
      WITH compared AS (
        ${sideBySide}
          FROM wanted
          JOIN person USING (birth_key)
         WHERE person.village_id = wanted.village_id
            OR wanted.beginnings && ARRAY[person.first, person.second, person.last]
         UNION ALL
        ${Prisma.join([...sameVillage, ...sameRareWord], " UNION ALL ")}
        OFFSET 0
      ), asked AS (
        SELECT compared.*, ${neededNameShare(score)} AS needed
          FROM compared
        OFFSET 0
      )
      SELECT line_no, member_line, FALSE AS by_nik
        FROM asked
       WHERE needed <= 1
         AND similarity(name, plain_name) >= ${roughly(score)}
       UNION
      SELECT wanted.line_no, individual_release.line_no, FALSE
        FROM wanted
        JOIN household_kk ON household_kk.nomor_kk = wanted.nomor_kk::char(16)
        JOIN individual_release
          ON individual_release.release_id = ${releaseId}
         AND individual_release.household_id = household_kk.household_id`,
  );
}

/** How far the names have to agree for the score of the setting, with everything else as it is. */
function neededNameShare({ name, birthDate, sex, area, similarMin }: MatchingScore): Prisma.Sql {
  // A score is rounded.
  const enough = (similarMin - 0.5) / 100;
  const weights = [
    { weight: birthDate, share: Prisma.sql`compared.birth` },
    { weight: sex, share: Prisma.sql`compared.sex` },
    { weight: area, share: Prisma.sql`compared.area` },
  ];
  const missing = weights.map(
    ({ weight, share }) =>
      Prisma.sql`coalesce(${weight}::float8 * (${enough}::float8 - ${share}), 0)`,
  );
  return Prisma.sql`
    (${enough * name}::float8 + ${Prisma.join(missing, " + ")}) / ${name}::float8`;
}

/** What names as they are written must have in common for those as they are compared to agree that far. */
function roughly({ partialName }: MatchingScore): Prisma.Sql {
  return Prisma.sql`
    CASE
      WHEN needed > ${partialName}::float8 THEN needed * ${1 - HIDDEN}::float8
      ELSE least(needed * ${1 - HIDDEN}::float8, ${HALF_A_NAME}::float8)
    END`;
}

import { Prisma } from "@/lib/db/generated/client";
import type { MatchingScore } from "./schema";

/** How much of what is known on both sides agrees, from 0 to 1; empty where one side does not know it. */
export interface Shares {
  readonly birth: Prisma.Sql;
  readonly sex: Prisma.Sql;
  readonly area: Prisma.Sql;
}

/**
 * The shares of a row of the list and a person of the release but for that of their names. Both
 * sides have `birth_key`, `sex`, `village_id` and `kecamatan_id`.
 *
 * @param row name of the row's table in the statement, written by us
 * @param person name of the person's table, written by us
 */
export function sharesOf(row: Prisma.Sql, person: Prisma.Sql, score: MatchingScore): Shares {
  return {
    birth: birthShare(row, person, score),
    sex: Prisma.sql`(${row}.sex = ${person}.sex)::int::real`,
    area: Prisma.sql`
      CASE
        WHEN ${row}.village_id = ${person}.village_id THEN 1
        WHEN ${row}.kecamatan_id = ${person}.kecamatan_id THEN ${score.sameKecamatan}::real
        WHEN num_nonnulls(${row}.village_id, ${person}.village_id) = 2 THEN 0
      END`,
  };
}

/** Equal; one of the three parts different, or day and month exchanged; something else. */
function birthShare(row: Prisma.Sql, person: Prisma.Sql, { nearBirthDate }: MatchingScore) {
  const parts = (side: Prisma.Sql) =>
    [1, 3, 5].map((start) => Prisma.sql`substr(${side}.birth_key, ${start}::int, 2)`);
  const [rowYear, rowMonth, rowDay] = parts(row);
  const [year, month, day] = parts(person);
  return Prisma.sql`
    CASE
      WHEN ${row}.birth_key = ${person}.birth_key THEN 1
      WHEN (${rowYear} = ${year})::int + (${rowMonth} = ${month})::int + (${rowDay} = ${day})::int = 2
        OR (${rowYear} = ${year} AND ${rowMonth} = ${day} AND ${rowDay} = ${month})
      THEN ${nearBirthDate}::real
      WHEN num_nonnulls(${row}.birth_key, ${person}.birth_key) = 2 THEN 0
    END`;
}

/**
 * Year of the century, month and day of birth as six digits. The century is not in a NIK, so it is
 * not compared.
 */
export function birthKey(day: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`to_char(${day}::timestamp, 'YYMMDD')`;
}

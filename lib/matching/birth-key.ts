import { Prisma } from "@/lib/db/generated/client";

/**
 * Year of the century, month and day of birth as six digits: as a row of a list says it, else as its
 * NIK does. The century is not in a NIK, so it is not compared.
 *
 * @param row name of the row's table in the statement, written by us
 */
export function rowBirthKey(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce(
    to_char(${row}.tanggal_lahir, 'YYMMDD'),
    CASE
      WHEN ${row}.nik_valid
      THEN substr(${row}.nik, 11, 2) || substr(${row}.nik, 9, 2)
           || lpad(((substr(${row}.nik, 7, 2)::int - 1) % 40 + 1)::text, 2, '0')
    END
  )`;
}

/** The sex that a row says, else the one in its NIK: a woman's day of birth has 40 added. */
export function rowSex(row: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`coalesce(
    ${row}.jenis_kelamin,
    CASE WHEN ${row}.nik_valid THEN CASE WHEN substr(${row}.nik, 7, 2)::int > 40 THEN 2 ELSE 1 END END
  )`;
}

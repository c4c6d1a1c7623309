import { Prisma } from "@/lib/db/generated/client";

/** Letters of a beginning: most spellings of a name share them, and few other names. */
const LETTERS = 3;

/** A name in words of capitals with one blank between them. Cheap enough for everybody of a release, unlike `plain_name`. */
export function wordsOf(name: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    CASE
      WHEN position('.' IN ${name}) > 0
      THEN btrim(regexp_replace(upper(${name} COLLATE "C"), '[. ]+', ' ', 'g'))
      ELSE upper(${name} COLLATE "C")
    END`;
}

/**
 * How a word begins, as a number; empty where there is no word. Letters that spellings exchange count as
 * one, and H and marks as none: KHOIRUL and CHOIRUL, MOHAMMAD and MUHAMAD, FERRY and VERI begin alike.
 */
export function beginningOf(word: Prisma.Sql): Prisma.Sql {
  const heard = Prisma.sql`
    translate(left(${word}, ${LETTERS + 1}::int), 'OECYFVZQH''’\`,-', 'UIKIPPJK')`;
  return Prisma.sql`hashtext(nullif(left(${heard}, ${LETTERS}::int), ''))`;
}

/**
 * Two beginnings of a name in a kelurahan as one number, whichever comes first: words of a name are
 * written in any order. Of one key the planner knows how few share it, of two it does not.
 */
export function pairOf(village: Prisma.Sql, one: Prisma.Sql, other: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`
    ((${village}::bigint << 34) + coalesce(${one}, 0) + coalesce(${other}, 0))`;
}

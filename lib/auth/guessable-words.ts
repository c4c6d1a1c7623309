import { z } from "zod";
import type { Db } from "@/lib/db/client";

const Row = z.object({ name: z.string(), username: z.string(), places: z.array(z.string()) });

const LETTERS_MIN = 3;

/** What anybody who knows the person would try first: their name and username, the office, the regency and its kecamatan. */
export async function findGuessableWords(db: Db, userId: string): Promise<readonly string[]> {
  const rows = await db.$queryRaw`
    SELECT app_user.name,
           app_user.username,
           ARRAY(SELECT area.name FROM area WHERE area.level <> 'kelurahan'
           UNION SELECT area.name FROM user_area JOIN area ON area.id = user_area.area_id
                  WHERE user_area.user_id = app_user.id
           UNION SELECT office.name FROM office) AS places
      FROM app_user
     WHERE app_user.id = ${userId}::uuid
  `;
  const texts = z
    .array(Row)
    .parse(rows)
    .flatMap(({ name, username, places }) => [name, username, ...places]);
  return [...new Set(texts.flatMap(wordsOf))];
}

/** The words of a name, and the name as it is typed without blanks. */
function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  return [...words, words.join("")].filter(({ length }) => length >= LETTERS_MIN);
}

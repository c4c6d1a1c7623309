import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { DIFFERENCES, MatchingResult, SETTLED_BY } from "./schema";

const Row = z.object({
  lineNo: z.number().int(),
  result: MatchingResult,
  settledBy: z.enum(SETTLED_BY).nullable(),
  score: z.number().int().nullable(),
  differences: z.array(z.enum(DIFFERENCES)).nullable(),
  name: z.string().nullable(),
  nik: z.string().nullable(),
  desil: z.number().int().nullable(),
  kelurahan: z.string().nullable(),
});
/** What a row of a list became; the person's own data only where it is that person. */
export type MatchingOutcome = z.infer<typeof Row>;

/**
 * What the given lines of a list became, by line. Of a doubtful row only how far it agrees is told:
 * who it resembles is not the asking office's business before somebody said it is that person.
 */
export async function readOutcomes(
  db: Db,
  actor: Actor,
  listId: number,
  lineNos: readonly number[],
  fullNumbers: boolean,
): Promise<ReadonlyMap<number, MatchingOutcome>> {
  const nik = fullNumbers ? Prisma.sql`person.nik` : Prisma.sql`right(person.nik, 4)`;
  const found = await db.$queryRaw`
      SELECT matching_row.line_no AS "lineNo",
             matching_row.result::text,
             matching_row.settled_by AS "settledBy",
             best.score,
             best.differences,
             person.nama AS name,
             ${nik} AS nik,
             family.desil_nasional AS desil,
             kelurahan.name AS kelurahan
        FROM matching_row
        JOIN matching_list ON matching_list.id = matching_row.list_id
   LEFT JOIN LATERAL (
                 SELECT matching_candidate.*
                   FROM matching_candidate
                  WHERE matching_candidate.list_id = matching_row.list_id
                    AND matching_candidate.line_no = matching_row.line_no
                    AND matching_row.result <> 'unmatched'
                    AND ${scope(actor, Prisma.sql`matching_candidate.village_id`)}
               ORDER BY (matching_candidate.member_line = matching_row.member_line) DESC NULLS LAST,
                        matching_candidate.score DESC,
                        matching_candidate.member_line
                  LIMIT 1
             ) AS best ON TRUE
   LEFT JOIN individual_release AS person
          ON person.release_id = matching_list.release_id
         AND person.line_no = matching_row.member_line
         AND matching_row.result = 'matched'
   LEFT JOIN household_release AS family
          ON family.release_id = matching_list.release_id
         AND family.household_id = person.household_id
   LEFT JOIN area AS kelurahan ON kelurahan.id = person.village_id
       WHERE matching_row.list_id = ${listId}
         AND matching_row.line_no = ANY(${[...lineNos]}::int[])
         AND matching_row.result IS NOT NULL
  `;
  return new Map(
    z
      .array(Row)
      .parse(found)
      .map((row) => [row.lineNo, row]),
  );
}

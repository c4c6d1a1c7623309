import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { DIFFERENCES, MatchingResult, SETTLED_BY } from "./schema";
import { seesMatchings } from "./sees-matchings";

const PAGE_SIZE = 50;

const Row = z.object({
  lineNo: z.number().int(),
  name: z.string(),
  /** The last four characters: what is not shown does not leave the database. */
  nikEnding: z.string().nullable(),
  result: MatchingResult,
  settledBy: z.enum(SETTLED_BY).nullable(),
  /** Persons that are offered for the row. */
  candidates: z.number().int(),
  /** Of the person it is, or of the one who resembles it most. */
  personName: z.string().nullable(),
  householdId: z.string().nullable(),
  kelurahan: z.string().nullable(),
  desil: z.number().int().nullable(),
  score: z.number().int().nullable(),
  differences: z.array(z.enum(DIFFERENCES)).nullable(),
});
export type MatchingLine = z.infer<typeof Row>;

/** The rows of a compared list with one result, in the order of the file. `after` is the last line seen. */
export async function listMatchingRows(
  db: Db,
  actor: Actor,
  listId: number,
  result: MatchingResult,
  after = 0,
  limit = PAGE_SIZE,
): Promise<{ rows: MatchingLine[]; next: number | null }> {
  if (!seesMatchings(actor)) return { rows: [], next: null };
  const found = await db.$queryRaw`
    WITH line AS MATERIALIZED (
      SELECT matching_row.*, matching_list.release_id
        FROM matching_row
        JOIN matching_list ON matching_list.id = matching_row.list_id
       WHERE matching_row.list_id = ${listId}
         AND matching_row.result = ${result}::matching_result
         AND matching_row.line_no > ${after}
    ORDER BY matching_row.line_no
       LIMIT ${limit + 1}
    )
      SELECT line.line_no AS "lineNo",
             line.nama AS name,
             right(line.nik, 4) AS "nikEnding",
             line.result::text,
             line.settled_by AS "settledBy",
             (SELECT count(*)::int
                FROM matching_candidate
               WHERE matching_candidate.list_id = line.list_id
                 AND matching_candidate.line_no = line.line_no) AS candidates,
             person.nama AS "personName",
             person.household_id::text AS "householdId",
             kelurahan.name AS kelurahan,
             family.desil_nasional AS desil,
             best.score,
             best.differences
        FROM line
   LEFT JOIN LATERAL (
                 SELECT matching_candidate.*
                   FROM matching_candidate
                  WHERE matching_candidate.list_id = line.list_id
                    AND matching_candidate.line_no = line.line_no
                    AND line.result <> 'unmatched'
                    AND ${scope(actor, Prisma.sql`matching_candidate.village_id`)}
               ORDER BY (matching_candidate.member_line = line.member_line) DESC NULLS LAST,
                        matching_candidate.score DESC,
                        matching_candidate.member_line
                  LIMIT 1
             ) AS best ON TRUE
   LEFT JOIN individual_release AS person
          ON person.release_id = line.release_id
         AND person.line_no = best.member_line
   LEFT JOIN household_release AS family
          ON family.release_id = line.release_id
         AND family.household_id = person.household_id
   LEFT JOIN area AS kelurahan ON kelurahan.id = person.village_id
    ORDER BY line.line_no
  `;
  const all = z.array(Row).parse(found);
  const rows = all.slice(0, limit);
  return { rows, next: all.length > limit ? (rows.at(-1)?.lineNo ?? null) : null };
}

import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { ImportFileRole } from "./schema";

/** How many line numbers a preview names of each problem. */
export const SAMPLE_LINES_MAX = 20;

/** Several columns of one line may have the same problem: this many rows hold enough lines. */
const ROWS_LOOKED_AT = 5 * SAMPLE_LINES_MAX;

const Row = z.object({
  role: ImportFileRole,
  code: z.string(),
  fileName: z.string(),
  lineNos: z.array(z.number().int()),
  /** Of numbers that rows before have, beside each line: where the first of them stands (`first-place.ts`). */
  firstLineNos: z.array(z.number().int().nullable()),
});

/** The first lines of each problem, in the order of the file that has it first. */
export type ProblemLines = z.infer<typeof Row>;

/**
 * Names the first lines of each problem of a run. Each pair of role and code is looked up by itself,
 * so that a million warnings of one code are not read for the twenty that are shown.
 */
export async function sampleProblemLines(
  db: Db,
  actor: Actor,
  runId: string,
  wanted: readonly Pick<ProblemLines, "role" | "code">[],
): Promise<ProblemLines[]> {
  if (areaOf(actor).level !== "regency" || wanted.length === 0) return [];
  const roles = wanted.map(({ role }) => role);
  const codes = wanted.map(({ code }) => code);
  const rows = await db.$queryRaw`
      SELECT wanted.role::text AS role,
             wanted.code,
             file.name AS "fileName",
             line.line_nos AS "lineNos",
             line.first_line_nos AS "firstLineNos"
        FROM unnest(${roles}::import_file_role[], ${codes}::text[]) AS wanted (role, code)
  CROSS JOIN LATERAL (
               SELECT met.first_file_id AS file_id,
                      (array_agg(met.line_no ORDER BY met.line_no))
                        [1:${SAMPLE_LINES_MAX}::int] AS line_nos,
                      (array_agg(met.first_line_no ORDER BY met.line_no))
                        [1:${SAMPLE_LINES_MAX}::int] AS first_line_nos
                 FROM (
                        SELECT seen.first_file_id,
                               seen.line_no,
                               min(seen.first_line_no) AS first_line_no
                          FROM (
                                 SELECT problem.file_id,
                                        problem.line_no,
                                        problem.first_line_no,
                                        first_value(problem.file_id) OVER (ORDER BY problem.id)
                                          AS first_file_id
                                   FROM import_problem AS problem
                                  WHERE problem.run_id = ${runId}::uuid
                                    AND problem.code = wanted.code
                                    AND problem.file_id IN (
                                          SELECT import_file.id
                                            FROM import_file
                                           WHERE import_file.run_id = ${runId}::uuid
                                             AND import_file.role = wanted.role
                                        )
                               ORDER BY problem.id
                                  LIMIT ${ROWS_LOOKED_AT}
                               ) AS seen
                         WHERE seen.file_id = seen.first_file_id
                      GROUP BY seen.first_file_id, seen.line_no
                      ) AS met
             GROUP BY met.first_file_id
             ) AS line
        JOIN import_file AS file ON file.id = line.file_id
  `;
  return z.array(Row).parse(rows);
}

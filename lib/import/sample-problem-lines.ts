import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";

/** How many line numbers a preview names of each problem. */
export const SAMPLE_LINES_MAX = 20;

/** Several columns of one line may have the same problem: this many rows hold enough lines. */
const ROWS_LOOKED_AT = 5 * SAMPLE_LINES_MAX;

const Row = z.object({ fileId: z.uuid(), code: z.string(), lineNos: z.array(z.number().int()) });

/** The first lines of each problem of a file, in the order of the file. */
export type ProblemLines = z.infer<typeof Row>;

/**
 * Names the first lines of each problem of a run. Each pair of file and code is looked up by itself,
 * so that a million warnings of one code are not read for the twenty that are shown.
 */
export async function sampleProblemLines(
  db: Db,
  actor: Actor,
  runId: string,
  wanted: readonly { readonly fileId: string; readonly code: string }[],
): Promise<ProblemLines[]> {
  if (areaOf(actor).level !== "regency" || wanted.length === 0) return [];
  const fileIds = wanted.map(({ fileId }) => fileId);
  const codes = wanted.map(({ code }) => code);
  const rows = await db.$queryRaw`
      SELECT wanted.file_id AS "fileId",
             wanted.code,
             array_agg(line.line_no ORDER BY line.line_no) AS "lineNos"
        FROM unnest(${fileIds}::uuid[], ${codes}::text[]) AS wanted (file_id, code)
  CROSS JOIN LATERAL (
               SELECT DISTINCT first.line_no
                 FROM (
                        SELECT problem.line_no
                          FROM import_problem AS problem
                         WHERE problem.run_id = ${runId}::uuid
                           AND problem.file_id = wanted.file_id
                           AND problem.code = wanted.code
                      ORDER BY problem.id
                         LIMIT ${ROWS_LOOKED_AT}
                      ) AS first
             ORDER BY first.line_no
                LIMIT ${SAMPLE_LINES_MAX}
             ) AS line
    GROUP BY wanted.file_id, wanted.code
  `;
  return z.array(Row).parse(rows);
}

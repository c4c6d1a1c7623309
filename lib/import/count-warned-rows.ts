import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { WARNINGS_KEPT } from "./run-problems";
import { ImportFileRole, type ProblemCount } from "./schema";

/** How many rows of the files of a role were taken with a warning. */
export interface WarnedRows {
  readonly role: ImportFileRole;
  readonly rows: number;
  /** Of a warning that is met too often only the first are kept: then there are so many at least. */
  readonly isLeast: boolean;
}

const Rows = z.array(z.object({ role: ImportFileRole, rows: z.number().int() }));

/** Counts rows, whatever number of warnings each has, and whether they were found while reading or after. */
export async function countWarnedRows(
  db: Db,
  actor: Actor,
  runId: string,
  problems: readonly ProblemCount[],
): Promise<WarnedRows[]> {
  if (areaOf(actor).level !== "regency") return [];
  const counted = Rows.parse(
    await db.$queryRaw`
      SELECT file.role::text AS role,
             count(DISTINCT (problem.file_id, problem.line_no))::int AS rows
        FROM import_problem AS problem
        JOIN import_file AS file ON file.id = problem.file_id
       WHERE problem.run_id = ${runId}::uuid
         AND problem.severity = 'warning'
    GROUP BY file.role
    `,
  );
  return counted.map(({ role, rows }) => {
    // A row has a warning once in a column, so the most frequent one stands in as many rows.
    const most = Math.max(
      ...problems
        .filter((problem) => problem.role === role && problem.severity === "warning")
        .map(({ count }) => count),
    );
    return { role, rows: Math.max(rows, most), isLeast: most > WARNINGS_KEPT };
  });
}

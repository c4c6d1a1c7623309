import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { WARNINGS_KEPT } from "./run-problems";
import type { ProblemCount } from "./schema";

/** The table of each list whose rows stay as they are, however often a person stands in it. */
const TABLES = {
  dtks: Prisma.raw("dtks_row"),
  dukcapil: Prisma.raw("dukcapil_row"),
  desil: Prisma.raw("desil_row"),
  bnba: Prisma.raw("bnba_row"),
} as const;

/**
 * Warns of every row whose valid NIK stands in an earlier row of the same list.
 *
 * SQL, so that a list of any size needs no memory for the persons seen.
 */
export async function markRepeatedRows(
  db: Db,
  role: keyof typeof TABLES,
  { listId, runId }: { readonly listId: number; readonly runId: string },
): Promise<ProblemCount[]> {
  const repeated = await db.$queryRaw<{ lineNo: number; firstLineNo: number }[]>`
    SELECT line_no AS "lineNo", first_line_no AS "firstLineNo"
      FROM (SELECT line_no, min(line_no) OVER (PARTITION BY nik) AS first_line_no
              FROM ${TABLES[role]}
             WHERE list_id = ${listId} AND nik_valid) AS numbered
     WHERE line_no > first_line_no
  ORDER BY line_no
  `;
  if (repeated.length === 0) return [];
  const kept = repeated.slice(0, WARNINGS_KEPT);
  const lines = kept.map(({ lineNo }) => lineNo);
  const firstLines = kept.map(({ firstLineNo }) => firstLineNo);
  await db.$executeRaw`
    INSERT INTO import_problem (run_id, file_id, line_no, severity, code, "column", first_line_no)
    SELECT import_file.run_id, import_file.id, repeated.line_no, 'warning', 'row_repeated', 'nik',
           repeated.first_line_no
      FROM import_file
     CROSS JOIN unnest(${lines}::int[], ${firstLines}::int[]) AS repeated (line_no, first_line_no)
     WHERE import_file.run_id = ${runId}::uuid
  `;
  const count = repeated.length;
  return [{ role, severity: "warning", code: "row_repeated", column: "nik", count }];
}

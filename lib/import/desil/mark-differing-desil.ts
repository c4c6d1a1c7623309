import "server-only";
import type { Db } from "@/lib/db/client";
import { WARNINGS_KEPT } from "../run-problems";
import type { ProblemCount } from "../schema";

/** Warns of every row whose family has another desil elsewhere in the same list. */
export async function markDifferingDesil(
  db: Db,
  {
    listId,
    runId,
    role = "desil",
  }: { readonly listId: number; readonly runId: string; readonly role?: "desil" | "bnba" },
): Promise<ProblemCount[]> {
  const differing = await db.$queryRaw<{ lineNo: number }[]>`
    SELECT line_no AS "lineNo"
      FROM (SELECT line_no,
                   min(desil) OVER family AS lowest,
                   max(desil) OVER family AS highest
              FROM desil_row
             WHERE list_id = ${listId}
               AND nomor_kk ~ '^[0-9]{16}$'
            WINDOW family AS (PARTITION BY nomor_kk)) AS ranked
     WHERE lowest < highest
  ORDER BY line_no
  `;
  if (differing.length === 0) return [];
  const kept = differing.slice(0, WARNINGS_KEPT).map(({ lineNo }) => lineNo);
  await db.$executeRaw`
    INSERT INTO import_problem (run_id, file_id, line_no, severity, code, "column")
    SELECT import_file.run_id, import_file.id, differing.line_no, 'warning', 'desil_differs', 'desil'
      FROM import_file
     CROSS JOIN unnest(${kept}::int[]) AS differing (line_no)
     WHERE import_file.run_id = ${runId}::uuid
  `;
  const count = differing.length;
  return [{ role, severity: "warning", code: "desil_differs", column: "desil", count }];
}

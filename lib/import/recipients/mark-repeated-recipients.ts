import "server-only";
import type { Db } from "@/lib/db/client";
import type { ProblemCount } from "../schema";

/**
 * Warns of every row whose person stands in an earlier row of the same list: the same NIK, or without
 * a usable one the same No KK and name. Both rows are kept, and make one participation.
 *
 * SQL, so that a list of any size needs no memory for the persons seen.
 */
export async function markRepeatedRecipients(
  db: Db,
  listId: number,
): Promise<ProblemCount | undefined> {
  const count = await db.$executeRaw`
    WITH numbered AS (
      SELECT line_no,
             min(line_no) OVER (
               PARTITION BY CASE WHEN nik_valid THEN nik ELSE concat_ws('/', nomor_kk, upper(nama)) END
             ) AS first_line_no
        FROM recipient_row
       WHERE list_id = ${listId}
    )
    INSERT INTO import_problem (run_id, file_id, line_no, severity, code, "column", first_line_no)
    SELECT recipient_list.run_id, import_file.id, numbered.line_no, 'warning', 'person_repeated', 'nik',
           numbered.first_line_no
      FROM numbered
      JOIN recipient_list ON recipient_list.id = ${listId}
      JOIN import_file ON import_file.run_id = recipient_list.run_id
     WHERE numbered.line_no > numbered.first_line_no
  `;
  if (count === 0) return undefined;
  return { role: "recipients", severity: "warning", code: "person_repeated", column: "nik", count };
}

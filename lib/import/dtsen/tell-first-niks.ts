import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Tells each warning of a doubled NIK where the NIK stands first. While the files were read only
 * that it had been met was known: the lines of 2.7 million people would need memory for nothing.
 *
 * SQL because it looks up rows of the release. Running it again changes nothing.
 */
export async function tellFirstNiks(db: Db, runId: string, releaseId: number): Promise<number> {
  return db.$executeRaw`
    WITH doubled AS (
      SELECT problem.id, member.nik
        FROM import_problem AS problem
        JOIN import_file AS file ON file.id = problem.file_id
        JOIN individual_release AS member
          ON member.release_id = ${releaseId}
         AND member.line_no = problem.line_no + file.line_offset
       WHERE problem.run_id = ${runId}::uuid
         AND problem.severity = 'warning'
         AND problem.code = 'nik_doubled'
    ), first AS (
      SELECT member.nik, min(member.line_no) AS line_no
        FROM individual_release AS member
       WHERE member.release_id = ${releaseId}
         AND member.nik_valid
         AND member.nik IN (SELECT nik FROM doubled)
    GROUP BY member.nik
    )
    UPDATE import_problem AS problem
       SET first_line_no = first.line_no
      FROM doubled
      JOIN first ON first.nik = doubled.nik
     WHERE problem.id = doubled.id
  `;
}

import type { Pool } from "pg";
import { z } from "zod";
import { DETECTED_KINDS } from "./kinds";
import { CASE_STATES } from "./workflow";

const BATCH = 1000;

const Row = z.object({
  id: z.string(),
  kind: z.enum(DETECTED_KINDS),
  noKk: z.string().nullable(),
  nik: z.string().nullable(),
  program: z.string().nullable(),
  state: z.enum(CASE_STATES),
  evidence: z.record(z.string(), z.unknown()),
});

/**
 * An open case as the command line prints it: one JSON line. `nik` only where the subject is a
 * person; of one without a valid NIK it is what stands in its place.
 */
export type ExportedCase = Omit<z.infer<typeof Row>, "id">;

/**
 * All open cases in the order of their opening, in batches, whatever their number. For the server
 * room: it names No KK and NIK, and sees the whole regency.
 *
 * The No KK is the family's in the release in force; that of a family which is not in it is the
 * last one that it was known by.
 */
export async function* exportOpenCases(pool: Pool): AsyncGenerator<ExportedCase> {
  let after = "0";
  while (true) {
    const { rows } = await pool.query(
      `
      SELECT error_case.id,
             error_case.kind,
             coalesce(
               (SELECT household_release.nomor_kk
                  FROM household_release
                 WHERE household_release.release_id = current.id
                   AND household_release.household_id = error_case.household_id
                 LIMIT 1),
               (SELECT household_kk.nomor_kk
                  FROM household_kk
                 WHERE household_kk.household_id = error_case.household_id
              ORDER BY household_kk.first_seen_at DESC, household_kk.nomor_kk DESC
                 LIMIT 1)
             ) AS "noKk",
             coalesce(
               individual.nik::text,
               (SELECT individual_release.nik
                  FROM individual_release
                 WHERE individual_release.release_id = current.id
                   AND individual_release.individual_id = error_case.individual_id
              ORDER BY individual_release.line_no
                 LIMIT 1)
             ) AS nik,
             error_case.program_code AS program,
             error_case.state,
             error_case.evidence
        FROM error_case
   LEFT JOIN release AS current ON current.status = 'published'
   LEFT JOIN individual ON individual.id = error_case.individual_id
       WHERE error_case.state NOT IN ('resolved', 'dismissed')
         AND error_case.id > $1
    ORDER BY error_case.id
       LIMIT ${BATCH}`,
      [after],
    );
    const batch = z.array(Row).parse(rows);
    for (const { id, ...exported } of batch) {
      after = id;
      yield exported;
    }
    if (batch.length < BATCH) return;
  }
}

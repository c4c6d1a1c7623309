import type { Db } from "@/lib/db/client";
import { readNik } from "@/lib/shared/nik";

/**
 * Judges what stands in N in place of a NIK, in `nik_fault (written, reason)`; an empty cell is the
 * empty text. The importer's own judgement is asked again, instead of a copy of it in SQL that could
 * differ: only invalid numbers are read, each once.
 */
export async function collectNikFaults(tx: Db, releaseId: number): Promise<void> {
  const rows = await tx.$queryRaw<{ written: string }[]>`
    SELECT DISTINCT coalesce(individual_release.nik, '') AS written
      FROM individual_release
     WHERE individual_release.release_id = ${releaseId}
       AND NOT individual_release.nik_valid
  `;
  const faults = rows.map(({ written }) => ({ written, reason: reasonOf(written) }));
  await tx.$executeRaw`
    CREATE TEMP TABLE nik_fault ON COMMIT DROP AS
    SELECT fault.written, fault.reason
      FROM jsonb_to_recordset(${JSON.stringify(faults)}::jsonb) AS fault (written text, reason text)
  `;
  await tx.$executeRaw`ANALYZE nik_fault`;
}

/** What was kept of an overlong text may look like a number; the whole of it was none. */
function reasonOf(written: string): string {
  const reading = readNik(written);
  return reading.valid ? "nik_not_16_digits" : reading.problem;
}

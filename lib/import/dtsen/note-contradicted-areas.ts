import "server-only";
import type { Db } from "@/lib/db/client";
import type { ProblemCode } from "../problems";
import { WARNINGS_KEPT } from "../run-problems";
import type { ProblemCount } from "../schema";
import { contradictedAreas } from "./contradicted-areas";
import type { LoadedFamilyFile } from "./load-families";

const CODE: ProblemCode = "area_code_differs";
const COLUMN = "kode_kelurahan_desa";
/** How many kelurahan are told with their code; all of them are counted. */
const AREAS_TOLD = 20;

/**
 * Warns of the families whose area has a code that contradicts its names, and counts them by
 * kelurahan. Only when all files are read is it known which code most rows write.
 *
 * SQL because it looks up rows of the release.
 */
export async function noteContradictedAreas(
  db: Db,
  { runId, releaseId }: { readonly runId: string; readonly releaseId: number },
  files: readonly LoadedFamilyFile[],
): Promise<ProblemCount[]> {
  const areas = contradictedAreas(files.flatMap(({ areas }) => areas));
  if (areas.length === 0) return [];
  await db.$executeRaw`
    WITH mistaken AS (
      SELECT family.line_no
        FROM household_release AS family
       WHERE family.release_id = ${releaseId}
         AND family.source_area_id = ANY(${areas.map(({ id }) => id)}::int[])
    ORDER BY family.line_no
       LIMIT ${WARNINGS_KEPT}
    )
    INSERT INTO import_problem (run_id, file_id, line_no, severity, code, "column")
    SELECT file.run_id, file.id, mistaken.line_no - file.line_offset, 'warning', ${CODE}, ${COLUMN}
      FROM mistaken
     CROSS JOIN LATERAL (
             SELECT import_file.id, import_file.run_id, import_file.line_offset
               FROM import_file
              WHERE import_file.run_id = ${runId}::uuid
                AND import_file.role = 'family'
                AND import_file.line_offset < mistaken.line_no
           ORDER BY import_file.line_offset DESC
              LIMIT 1
           ) AS file
  ORDER BY mistaken.line_no
  `;
  const texts = areas.slice(0, AREAS_TOLD).map(({ code, text, rows }) => ({
    text: `${code} untuk ${text.kelurahan_desa}, kecamatan ${text.kecamatan || "(kosong)"}`,
    count: rows,
  }));
  const count = areas.reduce((sum, { rows }) => sum + rows, 0);
  return [{ role: "family", severity: "warning", code: CODE, column: COLUMN, count, texts }];
}

import "server-only";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { partitionName } from "@/lib/registry/release-partition";
import { fillEmptyTable } from "./fill-empty-table";

/**
 * Adds the people that a release has and nobody knew. Of the rows with one new NIK the first has it;
 * the others, and rows whose NIK is invalid, are people without. Running it again adds nothing.
 */
export async function addIndividuals(db: Db, releaseId: number): Promise<number> {
  return fillEmptyTable(db, "individual", (isFirst) =>
    isFirst ? addEverybody(db, releaseId) : addNewPeople(db, releaseId),
  );
}

/**
 * In the order of the rows, which is that of the ids, so that their index is filled from left to right.
 * Which NIK are doubled is read from the release's own table, whose index says it without the rows.
 */
function addEverybody(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    WITH doubled AS (
      SELECT nik
        FROM ${Prisma.raw(partitionName("individual_release", releaseId))}
    GROUP BY nik
      HAVING count(*) > 1
    ), without_nik AS (
      SELECT later.line_no
        FROM doubled
  CROSS JOIN LATERAL (
               SELECT line_no
                 FROM individual_release
                WHERE release_id = ${releaseId} AND nik = doubled.nik AND nik_valid
             ORDER BY line_no
               OFFSET 1
             ) AS later
    )
    INSERT INTO individual (id, nik, origin, first_release_id)
    SELECT individual_id,
           CASE WHEN nik_valid AND line_no NOT IN (SELECT line_no FROM without_nik) THEN nik END,
           'dtsen', ${releaseId}::int
      FROM individual_release
     WHERE release_id = ${releaseId}
  `;
}

/** In the order of the NIK, because its unique index is then filled from left to right. */
function addNewPeople(db: Db, releaseId: number): Promise<number> {
  return db.$executeRaw`
    WITH new_member AS (
      SELECT member.individual_id, member.line_no, CASE WHEN member.nik_valid THEN member.nik END AS nik
        FROM individual_release AS member
       WHERE member.release_id = ${releaseId}
         AND NOT EXISTS (SELECT FROM individual WHERE individual.id = member.individual_id)
    )
    INSERT INTO individual (id, nik, origin, first_release_id)
    SELECT new_member.individual_id,
           CASE
             WHEN new_member.nik IS DISTINCT FROM
                  lag(new_member.nik) OVER (ORDER BY new_member.nik, new_member.line_no)
              AND known.id IS NULL
             THEN new_member.nik
           END,
           'dtsen', ${releaseId}::int
      FROM new_member
 LEFT JOIN individual AS known ON known.nik = new_member.nik::bpchar
  ORDER BY new_member.nik, new_member.line_no
  `;
}

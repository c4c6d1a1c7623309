import "server-only";
import type { Db } from "@/lib/db/client";

/**
 * Ties each row of the applied matching results to the person of its valid NIK; one that nothing
 * knew before becomes known by it, so that the row can have a case. Only rows that change are written:
 * who was known when the list was read has their row already.
 */
export async function linkDukcapilRows(tx: Db): Promise<void> {
  await tx.$executeRaw`
    INSERT INTO individual (nik, origin)
    SELECT DISTINCT dukcapil_row.nik, 'dukcapil'::identity_origin
      FROM dukcapil_row
      JOIN dukcapil_list ON dukcapil_list.id = dukcapil_row.list_id
     WHERE dukcapil_list.applied_at IS NOT NULL
       AND dukcapil_row.nik_valid
       AND NOT EXISTS (
             SELECT FROM individual WHERE individual.nik = dukcapil_row.nik::char(16)
           )
        ON CONFLICT DO NOTHING
  `;
  await tx.$executeRaw`
    UPDATE dukcapil_row
       SET individual_id = individual.id
      FROM individual, dukcapil_list
     WHERE dukcapil_list.id = dukcapil_row.list_id
       AND dukcapil_list.applied_at IS NOT NULL
       AND dukcapil_row.nik_valid
       AND individual.nik = dukcapil_row.nik::char(16)
       AND dukcapil_row.individual_id IS DISTINCT FROM individual.id
  `;
}

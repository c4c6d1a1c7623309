import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";

const Row = z.object({
  id: z.string(),
  nik: z.string().nullable(),
  name: z.string().nullable(),
});

/** A member by the name and NIK that are known best. The NIK is in full: mask it before it leaves the server. */
export type Person = z.infer<typeof Row>;

/** People by their ids: from the newest release that has them, else from the old DTKS by their NIK. */
export async function readPeople(
  client: Db,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await client.$queryRaw`
    SELECT individual.id::text,
           coalesce(individual.nik, known.nik) AS nik,
           coalesce(known.nama, listed.nama) AS name
      FROM individual
 LEFT JOIN LATERAL (
             SELECT individual_release.nama, individual_release.nik
               FROM individual_release
               JOIN release ON release.id = individual_release.release_id
              WHERE individual_release.individual_id = individual.id
                AND release.status IN ('published', 'superseded')
           ORDER BY release.as_of DESC, release.id DESC, individual_release.line_no
              LIMIT 1
           ) AS known ON TRUE
 LEFT JOIN LATERAL (
             SELECT dtks_row.nama
               FROM dtks_row
              WHERE dtks_row.nik = individual.nik
           ORDER BY dtks_row.list_id DESC, dtks_row.line_no
              LIMIT 1
           ) AS listed ON known.nama IS NULL
     WHERE individual.id = ANY(${ids.map((id) => BigInt(id))}::bigint[])
  `;
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map((person) => [person.id, person]),
  );
}

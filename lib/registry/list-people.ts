import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";

const Row = z.object({
  id: z.bigint(),
  name: z.string(),
  /** The last four characters of what stands as NIK; null where nothing does. */
  nikEnding: z.string().nullable(),
  birthDate: z.date().nullable(),
});

/** Who somebody is, as a page names them. */
export type Person = z.infer<typeof Row>;

/**
 * Persons by their ids, each as the list says that knows them best: the newest release that has them,
 * else the population office's answer, else a recipient list. Asks for no actor: whoever calls has
 * shown that a record about them is within reach.
 */
export async function listPeople(
  client: Db,
  ids: readonly (bigint | null)[],
): Promise<ReadonlyMap<bigint, Person>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await client.$queryRaw`
    SELECT individual.id, known.nama AS name, right(known.nik, 4) AS "nikEnding",
           known.tanggal_lahir AS "birthDate"
      FROM individual
CROSS JOIN LATERAL (
      (SELECT 1 AS rank, individual_release.nama, individual_release.nik,
              individual_release.tanggal_lahir
         FROM individual_release
         JOIN release ON release.id = individual_release.release_id
        WHERE individual_release.individual_id = individual.id
          AND release.status IN ('published', 'superseded')
     ORDER BY release.as_of DESC, release.id DESC, individual_release.line_no
        LIMIT 1)
    UNION ALL
      (SELECT 2, dukcapil_row.nama, dukcapil_row.nik, NULL
         FROM dukcapil_row
         JOIN dukcapil_list ON dukcapil_list.id = dukcapil_row.list_id
        WHERE dukcapil_row.individual_id = individual.id
          AND dukcapil_list.applied_at IS NOT NULL
     ORDER BY dukcapil_row.list_id DESC, dukcapil_row.line_no
        LIMIT 1)
    UNION ALL
      (SELECT 3, recipient_row.nama, recipient_row.nik, NULL
         FROM recipient_row
        WHERE recipient_row.nik = individual.nik::text
     ORDER BY recipient_row.list_id DESC, recipient_row.line_no
        LIMIT 1)
    UNION ALL
      (SELECT 4, matching_row.nama, matching_row.nik, matching_row.tanggal_lahir
         FROM matching_row
        WHERE matching_row.individual_id = individual.id
     ORDER BY matching_row.list_id DESC, matching_row.line_no
        LIMIT 1)
     ORDER BY rank
        LIMIT 1
           ) AS known
     WHERE individual.id = ANY(${wanted}::bigint[])
  `;
  return new Map(
    z
      .array(Row)
      .parse(rows)
      .map((person) => [person.id, person]),
  );
}

/** The name of one of them; null without a person. */
export function nameIn(people: ReadonlyMap<bigint, Person>, id: bigint | null): string | null {
  return id === null ? null : (people.get(id)?.name ?? null);
}

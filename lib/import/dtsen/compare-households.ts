import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { shiftBand } from "@/lib/registry/shift-band";
import type { ShiftBorders } from "@/lib/registry/shift-borders";

const Row = z.object({
  /** Where the family stands now, and where it stood; null: nowhere that is known, or not at all. */
  villageId: z.int().nullable(),
  previousVillageId: z.int().nullable(),
  total: z.int(),
  unknownArea: z.int(),
  added: z.int(),
  gone: z.int(),
  numberChanged: z.int(),
  moved: z.int(),
  unchanged: z.int(),
  unranked: z.int(),
  extremeDown: z.int(),
  significantDown: z.int(),
  down: z.int(),
  same: z.int(),
  up: z.int(),
  significantUp: z.int(),
  extremeUp: z.int(),
});
type ComparedVillages = z.infer<typeof Row>;
type Counts = Omit<ComparedVillages, "villageId" | "previousVillageId">;

export interface HouseholdComparison extends Counts {
  /** The same for the families of each kelurahan; those that moved count in both. */
  readonly villages: readonly ComparedVillages[];
}

const NOTHING: Counts = {
  total: 0,
  unknownArea: 0,
  added: 0,
  gone: 0,
  numberChanged: 0,
  moved: 0,
  unchanged: 0,
  unranked: 0,
  extremeDown: 0,
  significantDown: 0,
  down: 0,
  same: 0,
  up: 0,
  significantUp: 0,
  extremeUp: 0,
};
// Object.keys forgets the keys' type; the record has no others.
const COUNTED = Object.keys(NOTHING) as (keyof Counts)[];

/**
 * Counts how the families of a release differ from those of the one before; the bands of the change
 * of desil have the borders of the kind `extreme-shift`. Without a release before, every family is added.
 *
 * SQL because it joins two releases.
 */
export async function compareHouseholds(
  db: Db,
  releaseId: number,
  previousId: number | null,
  borders: ShiftBorders,
): Promise<HouseholdComparison> {
  const rows = await db.$queryRaw`
    WITH present AS (
      SELECT household_id, nomor_kk, village_id,
             desil_nasional, desil_provinsi, desil_kabupaten_kota
        FROM household_release
       WHERE release_id = ${releaseId}
    ), previous AS (
      SELECT household_id, nomor_kk, village_id,
             desil_nasional, desil_provinsi, desil_kabupaten_kota
        FROM household_release
       WHERE release_id = ${previousId}::int AND household_id IS NOT NULL
    ), family AS (
      SELECT present.household_id  IS NOT NULL AS is_present,
             previous.household_id IS NOT NULL AS was_present,
             present.village_id,
             previous.village_id AS previous_village_id,
             present.nomor_kk   IS DISTINCT FROM previous.nomor_kk   AS number_differs,
             present.village_id IS DISTINCT FROM previous.village_id AS village_differs,
             (present.desil_nasional, present.desil_provinsi, present.desil_kabupaten_kota)
               IS DISTINCT FROM
             (previous.desil_nasional, previous.desil_provinsi, previous.desil_kabupaten_kota)
               AS desil_differs,
             present.desil_nasional - previous.desil_nasional AS shift
        FROM present
        FULL JOIN previous USING (household_id)
    )
    SELECT village_id AS "villageId",
           previous_village_id AS "previousVillageId",
           count(*) FILTER (WHERE is_present)::int                         AS total,
           count(*) FILTER (WHERE is_present AND village_id IS NULL)::int  AS "unknownArea",
           count(*) FILTER (WHERE NOT was_present)::int                    AS added,
           count(*) FILTER (WHERE NOT is_present)::int                     AS gone,
           count(*) FILTER (WHERE both_present AND number_differs)::int    AS "numberChanged",
           count(*) FILTER (WHERE both_present AND village_differs)::int   AS moved,
           count(*) FILTER (WHERE both_present AND NOT number_differs
                              AND NOT village_differs AND NOT desil_differs)::int AS unchanged,
           count(*) FILTER (WHERE both_present AND shift IS NULL)::int     AS unranked,
           count(*) FILTER (WHERE band = 'extremeDown')::int               AS "extremeDown",
           count(*) FILTER (WHERE band = 'significantDown')::int           AS "significantDown",
           count(*) FILTER (WHERE band = 'down')::int                      AS down,
           count(*) FILTER (WHERE band = 'same')::int                      AS same,
           count(*) FILTER (WHERE band = 'up')::int                        AS up,
           count(*) FILTER (WHERE band = 'significantUp')::int             AS "significantUp",
           count(*) FILTER (WHERE band = 'extremeUp')::int                 AS "extremeUp"
      FROM family
CROSS JOIN LATERAL (SELECT is_present AND was_present AS both_present,
                           ${shiftBand(Prisma.sql`shift`, borders)} AS band) AS judged
  GROUP BY village_id, previous_village_id
  `;
  const villages = z.array(Row).parse(rows);
  return { ...sumOf(villages), villages };
}

function sumOf(villages: readonly ComparedVillages[]): Counts {
  const sum: Counts = { ...NOTHING };
  for (const counts of villages) for (const key of COUNTED) sum[key] += counts[key];
  return sum;
}

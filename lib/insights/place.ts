import { UNRECOGNISED_AREA } from "@/lib/areas/area-choice";
import type { KecamatanInScope } from "@/lib/areas/queries";
import { Prisma } from "@/lib/db/generated/client";

/** What a dashboard is broken down by: kecamatan, or the kelurahan of the only one. */
export type Breakdown = "kecamatan" | "kelurahan";

/** A row of the breakdown. Its code is what the lists are narrowed by. */
export interface Place {
  readonly code: string;
  readonly name: string;
}

export function breakdownOf(areas: readonly KecamatanInScope[]): Breakdown {
  return areas.length > 1 ? "kecamatan" : "kelurahan";
}

/** The rows of the breakdown, by name; whoever works for the regency sees what has no kelurahan, too. */
export function placesOf(areas: readonly KecamatanInScope[], wholeRegency: boolean): Place[] {
  const places = breakdownOf(areas) === "kecamatan" ? areas : (areas[0]?.kelurahan ?? []);
  const named = places.map(({ code, name }) => ({ code, name }));
  return wholeRegency ? [...named, { code: UNRECOGNISED_AREA, name: "Tidak dikenali" }] : named;
}

/**
 * The code of the row that a kelurahan belongs to; of a record without one, that of the last row.
 * `villageId` is a column named by us, never by a request.
 */
export function placeCode(breakdown: Breakdown, villageId: Prisma.Sql): Prisma.Sql {
  const code =
    breakdown === "kelurahan"
      ? Prisma.sql`SELECT village.code FROM area AS village WHERE village.id = ${villageId}`
      : Prisma.sql`SELECT kecamatan.code
                     FROM area AS village
                     JOIN area AS kecamatan ON kecamatan.id = village.parent_id
                    WHERE village.id = ${villageId}`;
  return Prisma.sql`coalesce((${code}), ${UNRECOGNISED_AREA})`;
}

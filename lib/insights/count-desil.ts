import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { type Breakdown, placeCode } from "./place";

const Row = z.object({
  place: z.string(),
  desil: z.number().int().nullable(),
  households: z.number().int(),
  individuals: z.number().int(),
});

/** Families and persons of one desil (null: without) in one place. */
export type DesilCount = z.infer<typeof Row>;

/** A release's families and persons in the actor's area by place and desil, from the counts of its publication. */
export async function countDesil(
  client: Db,
  actor: Actor,
  releaseId: number,
  breakdown: Breakdown,
): Promise<DesilCount[]> {
  const rows = await client.$queryRaw`
    SELECT ${placeCode(breakdown, Prisma.sql`rollup_desil.village_id`)} AS place,
           rollup_desil.desil,
           sum(rollup_desil.households)::int AS households,
           sum(rollup_desil.individuals)::int AS individuals
      FROM rollup_desil
     WHERE rollup_desil.release_id = ${releaseId}
       AND ${scope(actor, Prisma.sql`rollup_desil.village_id`)}
  GROUP BY 1, rollup_desil.desil
  ORDER BY 1, rollup_desil.desil
  `;
  return z.array(Row).parse(rows);
}

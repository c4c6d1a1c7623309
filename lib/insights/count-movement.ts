import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";

const Row = z.object({
  measure: z.enum(["added", "gone", "moved", "number_changed", "shifted"]),
  shift: z.number().int().nullable(),
  households: z.number().int(),
});

/** Families of the actor's area by what happened to them between a release and the one before. */
export interface Movement {
  readonly added: number;
  readonly gone: number;
  readonly moved: number;
  readonly numberChanged: number;
  /** Desil of now less desil of before, with the families of which that is true; null: one of both is missing. */
  readonly shifts: readonly { readonly shift: number | null; readonly households: number }[];
}

/** From the counts of the release's publication. */
export async function countMovement(
  client: Db,
  actor: Actor,
  releaseId: number,
): Promise<Movement> {
  const rows = await client.$queryRaw`
    SELECT rollup_movement.measure::text,
           rollup_movement.shift,
           sum(rollup_movement.households)::int AS households
      FROM rollup_movement
     WHERE rollup_movement.release_id = ${releaseId}
       AND ${scope(actor, Prisma.sql`rollup_movement.village_id`)}
  GROUP BY rollup_movement.measure, rollup_movement.shift
  ORDER BY rollup_movement.shift
  `;
  const counts = z.array(Row).parse(rows);
  const of = (wanted: z.infer<typeof Row>["measure"]) =>
    counts.find(({ measure }) => measure === wanted)?.households ?? 0;
  return {
    added: of("added"),
    gone: of("gone"),
    moved: of("moved"),
    numberChanged: of("number_changed"),
    shifts: counts
      .filter(({ measure }) => measure === "shifted")
      .map(({ shift, households }) => ({ shift, households })),
  };
}

import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { SUSPENDING_CASE, WAITS_FOR_VISIT } from "./suspending-case";

const Row = z.object({
  programCode: z.string(),
  count: z.number().int(),
  oldest: z.date(),
});

/** How many aids of a program are held until somebody has checked, and since when the oldest is. */
export type SuspendedAid = z.infer<typeof Row>;

/**
 * Aids that are held because of an open case in the actor's area. The case decides the area, as it
 * decides who will look at the family.
 */
export async function countSuspendedAid(client: Db, actor: Actor): Promise<SuspendedAid[]> {
  const rows = await client.$queryRaw`
    SELECT participation.program_code AS "programCode",
           count(DISTINCT participation.id)::int AS count,
           min(error_case.opened_at) AS oldest
      FROM error_case
      JOIN participation
        ON participation.household_id = error_case.household_id
       AND participation.program_code = error_case.program_code
     WHERE error_case.kind = 'over-limit'
       AND error_case.state NOT IN ('resolved', 'dismissed')
       AND participation.state = 'suspended'
       AND ${scope(actor, Prisma.sql`error_case.village_id`)}
  GROUP BY participation.program_code
  ORDER BY participation.program_code
  `;
  return z.array(Row).parse(rows);
}

/** How many suspended aids wait for nobody's visit any more, but for a decision, in the whole office. */
export async function countLiftableAid(client: Db): Promise<number> {
  const rows = await client.$queryRaw`
    SELECT count(*)::int AS count
      FROM participation
      ${SUSPENDING_CASE}
     WHERE participation.state = 'suspended'
       AND NOT ${WAITS_FOR_VISIT}
  `;
  return z.tuple([z.object({ count: z.number().int() })]).parse(rows)[0].count;
}

import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { DETECTED_KINDS } from "./kinds";

const Row = z.object({
  kind: z.enum(DETECTED_KINDS),
  count: z.number().int(),
  oldest: z.date(),
});

/** How many cases of a kind wait in the actor's area, and since when the oldest does. */
export type WaitingCases = z.infer<typeof Row>;

/** The open cases of the actor's area by kind, in the order in which pages list kinds. */
export async function countWaitingCases(client: Db, actor: Actor): Promise<WaitingCases[]> {
  const rows = await client.$queryRaw`
    SELECT error_case.kind, count(*)::int AS count, min(error_case.opened_at) AS oldest
      FROM error_case
     WHERE error_case.state NOT IN ('resolved', 'dismissed')
       AND ${scope(actor, Prisma.sql`error_case.village_id`)}
  GROUP BY error_case.kind
  ORDER BY array_position(${[...DETECTED_KINDS]}::text[], error_case.kind)
  `;
  return z.array(Row).parse(rows);
}

import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import {
  SUSPENDING_CASE,
  SUSPENSION_WAITS_FOR,
  WAITS_FOR_VISIT,
} from "@/lib/programs/suspending-case";
import { SUSPENSION_WAITS } from "@/lib/programs/suspension-schema";

const Row = z.object({
  programCode: z.string(),
  waitsFor: z.enum(SUSPENSION_WAITS),
  count: z.number().int(),
  days30: z.number().int(),
  days90: z.number().int(),
  oldest: z.date(),
});

/** Suspended aids of a program that wait for the same person: how many, and held for how long. */
export type SuspendedCount = z.infer<typeof Row>;

/** The suspended aids of the actor's area by program and by whom they wait for, counted now. */
export async function countSuspendedByWait(client: Db, actor: Actor): Promise<SuspendedCount[]> {
  const heldFor = (days: number) =>
    Prisma.sql`(count(*) FILTER (WHERE participation.since <= now() - make_interval(days => ${days}::int)))::int`;
  const rows = await client.$queryRaw`
    SELECT participation.program_code AS "programCode",
           ${SUSPENSION_WAITS_FOR} AS "waitsFor",
           count(*)::int AS count,
           ${heldFor(30)} AS days30,
           ${heldFor(90)} AS days90,
           min(participation.since) AS oldest
      FROM participation
      ${SUSPENDING_CASE}
     WHERE participation.state = 'suspended'
       AND ${scope(actor, Prisma.sql`ruling.village_id`)}
  GROUP BY 1, 2
  ORDER BY 1, array_position(${[...SUSPENSION_WAITS]}::text[], ${SUSPENSION_WAITS_FOR})
  `;
  return z.array(Row).parse(rows);
}

const SinceRow = z.object({ putuskan: z.number().int(), menunggu: z.number().int() });

/** As the tabs of the list hold them. */
export type SuspendedSince = z.infer<typeof SinceRow>;

/** Aids of the actor's area that were suspended since a moment and still are. */
export async function countSuspendedSince(
  client: Db,
  actor: Actor,
  since: Date,
): Promise<SuspendedSince> {
  const rows = await client.$queryRaw`
    SELECT (count(*) FILTER (WHERE NOT ${WAITS_FOR_VISIT}))::int AS putuskan,
           (count(*) FILTER (WHERE ${WAITS_FOR_VISIT}))::int AS menunggu
      FROM participation
      ${SUSPENDING_CASE}
     WHERE participation.state = 'suspended'
       AND participation.since >= ${since}::timestamptz
       AND ${scope(actor, Prisma.sql`ruling.village_id`)}
  `;
  return z.tuple([SinceRow]).parse(rows)[0];
}

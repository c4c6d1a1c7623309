import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { HELD_COLUMNS, readSuspensions } from "./read-suspensions";
import { SUSPENDING_CASE } from "./suspending-case";
import type { SuspensionRow } from "./suspension";
import { PARTICIPATION_EVENT_ACTIONS, PARTICIPATION_STATES } from "./workflow";

const Step = z.object({
  id: z.bigint(),
  at: z.date(),
  action: z.enum(PARTICIPATION_EVENT_ACTIONS),
  actorKind: z.enum(["user", "system", "command_line"]),
  actorName: z.string().nullable(),
  ruleVersion: z.string().nullable(),
  reason: z.string().nullable(),
});
export type ParticipationStep = z.infer<typeof Step>;

const Record = z.object({
  version: z.number().int(),
  state: z.enum(PARTICIPATION_STATES),
});

export interface SuspensionView extends SuspensionRow, z.infer<typeof Record> {
  /** Newest first. */
  readonly timeline: readonly ParticipationStep[];
}

/**
 * An aid that is or was suspended, with everything that its page tells; null where there is none for
 * this actor. One that somebody decided about stays to be read.
 */
export async function findSuspension(
  client: Db,
  actor: Actor,
  id: bigint,
): Promise<SuspensionView | null> {
  const [row] = await readSuspensions(
    client,
    Prisma.sql`
      SELECT ${HELD_COLUMNS}
        FROM participation
        ${SUSPENDING_CASE}
       WHERE participation.id = ${id}
         AND ${scope(actor, Prisma.sql`ruling.village_id`)}
         AND EXISTS (
               SELECT FROM participation_event
                WHERE participation_event.participation_id = participation.id
                  AND participation_event.action = 'suspend'
             )
    `,
  );
  if (!row) return null;
  const record = await client.participation.findUniqueOrThrow({
    where: { id },
    select: { version: true, state: true },
  });
  return { ...row, ...Record.parse(record), timeline: await readSteps(client, id) };
}

async function readSteps(client: Db, id: bigint): Promise<ParticipationStep[]> {
  const rows = await client.$queryRaw`
    SELECT participation_event.id,
           participation_event.at,
           participation_event.action,
           participation_event.actor_kind::text AS "actorKind",
           app_user.name AS "actorName",
           participation_event.rule_version AS "ruleVersion",
           participation_event.reason
      FROM participation_event
 LEFT JOIN app_user ON app_user.id = participation_event.actor_id
     WHERE participation_event.participation_id = ${id}
  ORDER BY participation_event.id DESC
  `;
  return z.array(Step).parse(rows);
}

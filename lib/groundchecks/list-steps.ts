import "server-only";
import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { GROUNDCHECK_EVENT_ACTIONS, GROUNDCHECK_STATES } from "./workflow";

/** What a step says beside its reason; an event that says nothing more has none of it. */
const Detail = z
  .object({
    from: z.uuid().optional(),
    to: z.uuid().optional(),
    companionId: z.uuid().optional(),
    draftDropped: z.boolean().optional(),
    questions: z.array(z.object({ code: z.string(), reason: z.string() })).optional(),
  })
  .catch({});

const Row = z.object({
  id: z.bigint(),
  at: z.date(),
  action: z.enum(GROUNDCHECK_EVENT_ACTIONS),
  toState: z.enum(GROUNDCHECK_STATES),
  actorKind: z.enum(["user", "system", "command_line"]),
  actorName: z.string().nullable(),
  reason: z.string().nullable(),
  detail: Detail.nullable(),
});

/** A step of a groundcheck, with the names of the companions it speaks of. */
export interface GroundcheckStep extends Omit<z.infer<typeof Row>, "detail"> {
  readonly fromName: string | null;
  readonly toName: string | null;
  readonly draftDropped: boolean;
  /** Of a return: what was not accepted at which question. */
  readonly questions: readonly { readonly code: string; readonly reason: string }[];
}

/** The steps of a groundcheck whose reader was let in, newest first. */
export async function listSteps(client: Db, groundcheckId: string): Promise<GroundcheckStep[]> {
  const found = await client.$queryRaw`
    SELECT groundcheck_event.id,
           groundcheck_event.at,
           groundcheck_event.action,
           groundcheck_event.to_state::text AS "toState",
           groundcheck_event.actor_kind::text AS "actorKind",
           app_user.name AS "actorName",
           groundcheck_event.reason,
           groundcheck_event.detail
      FROM groundcheck_event
 LEFT JOIN app_user ON app_user.id = groundcheck_event.actor_id
     WHERE groundcheck_event.groundcheck_id = ${groundcheckId}::uuid
  ORDER BY groundcheck_event.id DESC
  `;
  const rows = z.array(Row).parse(found);
  const ids = rows.flatMap(({ detail }) => [detail?.from, detail?.to, detail?.companionId]);
  const people = await client.appUser.findMany({
    where: { id: { in: ids.filter((id) => id !== undefined) } },
    select: { id: true, name: true },
  });
  const nameOf = (id: string | undefined) => people.find((one) => one.id === id)?.name ?? null;
  return rows.map(({ detail, ...row }) => ({
    ...row,
    fromName: nameOf(detail?.from),
    toName: nameOf(detail?.to ?? detail?.companionId),
    draftDropped: detail?.draftDropped ?? false,
    questions: detail?.questions ?? [],
  }));
}

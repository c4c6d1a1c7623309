import "server-only";
import { z } from "zod";
import { scope } from "@/lib/auth/scope";
import type { Actor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { listCompanions, statesList } from "./companion-loads";
import { WITH_COMPANION } from "./workflow";

const Row = z.object({
  id: z.uuid(),
  name: z.string(),
  active: z.boolean(),
  /** Still with the companion. */
  load: z.number().int(),
  submitted: z.number().int(),
  verified: z.number().int(),
  /** Since when the oldest of `load` waits. */
  oldest: z.date().nullable(),
});

/** How far one companion is with the visits of the actor's area. */
export type CompanionProgress = z.infer<typeof Row>;

/**
 * The companions who may visit in the actor's area or once did, with what stands with them there;
 * whoever has waited longest comes first, and who has nothing comes last.
 */
export async function listCompanionProgress(
  client: Db,
  actor: Actor,
): Promise<CompanionProgress[]> {
  const present = await listCompanions(client, actor);
  const rows = await client.$queryRaw`
    SELECT app_user.id,
           app_user.name,
           app_user.active,
           (count(*) FILTER (WHERE groundcheck.state IN (${statesList(WITH_COMPANION)})))::int AS load,
           (count(*) FILTER (WHERE groundcheck.state = 'submitted'))::int AS submitted,
           (count(*) FILTER (WHERE groundcheck.state = 'verified'))::int AS verified,
           min(groundcheck.assigned_at) FILTER (WHERE groundcheck.state IN (${statesList(WITH_COMPANION)})) AS oldest
      FROM app_user
 LEFT JOIN groundcheck
        ON groundcheck.companion_id = app_user.id
       AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}
     WHERE app_user.role = 'companion'
  GROUP BY app_user.id
    HAVING count(groundcheck.id) > 0
        OR app_user.id = ANY(${present.map(({ id }) => id)}::uuid[])
  ORDER BY oldest NULLS LAST, app_user.name, app_user.id
  `;
  return z.array(Row).parse(rows);
}

const VillageCount = z.object({
  villageId: z.number().int().nullable(),
  count: z.number().int(),
});

/** What is still with one companion in the actor's area, by kelurahan. */
export async function countTasksByVillage(
  client: Db,
  actor: Actor,
  companionId: string,
): Promise<z.infer<typeof VillageCount>[]> {
  const rows = await client.$queryRaw`
    SELECT groundcheck.village_id AS "villageId", count(*)::int AS count
      FROM groundcheck
     WHERE groundcheck.companion_id = ${companionId}::uuid
       AND groundcheck.state IN (${statesList(WITH_COMPANION)})
       AND ${scope(actor, Prisma.sql`groundcheck.village_id`)}
  GROUP BY groundcheck.village_id
  ORDER BY groundcheck.village_id
  `;
  return z.array(VillageCount).parse(rows);
}

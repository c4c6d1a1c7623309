import "server-only";
import { z } from "zod";
import { areaOf } from "@/lib/auth/scope";
import type { Actor, AreaScope } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { CompanionLoad } from "./distribute";
import { WITH_COMPANION } from "./workflow";

const Row = z.object({
  id: z.uuid(),
  name: z.string(),
  load: z.number().int(),
  wholeRegency: z.boolean(),
  villageIds: z.array(z.number().int()),
  areaNames: z.array(z.string()),
});

/** An active companion, the tasks that are still with them wherever these are, and where they work. */
export interface Companion extends CompanionLoad {
  readonly name: string;
  /** As the account says it: "Kecamatan Blimbing", "Kelurahan Arjosari". */
  readonly areaNames: readonly string[];
}

/** States as a list for SQL. */
export function statesList(states: readonly string[]): Prisma.Sql {
  return Prisma.join(states.map((state) => Prisma.sql`${state}::groundcheck_state`));
}

/**
 * The active companions who work somewhere in the actor's area, by name. Others do not exist for
 * the actor. The load is a number without a place: it counts tasks outside the actor's area too,
 * because a day's work does not know whose area it is.
 */
export async function listCompanions(
  client: Db,
  actor: Actor,
  ids?: readonly string[],
): Promise<Companion[]> {
  const chosen =
    ids === undefined ? Prisma.sql`TRUE` : Prisma.sql`app_user.id = ANY(${[...ids]}::uuid[])`;
  const rows = await client.$queryRaw`
    SELECT app_user.id,
           app_user.name,
           (SELECT count(*)
              FROM groundcheck
             WHERE groundcheck.companion_id = app_user.id
               AND groundcheck.state IN (${statesList(WITH_COMPANION)}))::int AS load,
           bool_or(area.level = 'regency') AS "wholeRegency",
           coalesce(array_agg(DISTINCT village.id) FILTER (WHERE village.id IS NOT NULL), '{}') AS "villageIds",
           array_agg(DISTINCT CASE WHEN area.level = 'regency' THEN area.name
                                   ELSE initcap(area.level::text) || ' ' || area.name END) AS "areaNames"
      FROM app_user
      JOIN user_area ON user_area.user_id = app_user.id
      JOIN area ON area.id = user_area.area_id
 LEFT JOIN area AS village
        ON village.level = 'kelurahan'
       AND (village.id = area.id OR village.parent_id = area.id)
     WHERE app_user.role = 'companion'
       AND app_user.active
       AND ${chosen}
  GROUP BY app_user.id
  ORDER BY app_user.name, app_user.id
  `;
  return z
    .array(Row)
    .parse(rows)
    .map(({ wholeRegency, villageIds, ...companion }) => ({
      ...companion,
      area: wholeRegency
        ? ({ level: "regency" } as const)
        : ({ level: "villages", villageIds } as const),
    }))
    .filter(({ area }) => meets(area, areaOf(actor)));
}

/**
 * The same, after taking the companions' rows until the transaction ends: of two operators who
 * give out tasks at once, the second counts what the first gave. Always in the order of the ids,
 * so that they cannot wait for each other.
 */
export async function lockCompanions(
  tx: Db,
  actor: Actor,
  ids: readonly string[],
): Promise<Companion[]> {
  // Not FOR UPDATE: signing in and new tasks refer to these rows and need not wait.
  await tx.$queryRaw`
    SELECT app_user.id
      FROM app_user
     WHERE app_user.id = ANY(${[...ids]}::uuid[])
  ORDER BY app_user.id
       FOR NO KEY UPDATE
  `;
  return listCompanions(tx, actor, ids);
}

function meets(area: AreaScope, other: AreaScope): boolean {
  if (area.level === "regency" || other.level === "regency") return true;
  return area.villageIds.some((id) => other.villageIds.includes(id));
}

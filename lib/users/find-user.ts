import "server-only";
import { z } from "zod";
import { ROLES, type UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { countOpenTasks } from "@/lib/groundchecks/open-tasks";
import { areaNames } from "./list-users";
import { DEACTIVATION_REASONS, stateOf } from "./rules";

const Row = z
  .object({
    id: z.uuid(),
    username: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    demo: z.boolean(),
    active: z.boolean(),
    hasPassword: z.boolean(),
    createdAt: z.date(),
    areaNames: z.array(z.string()),
    areaCodes: z.array(z.string()),
    wholeRegency: z.boolean(),
    linkEndsAt: z.date().nullable(),
    closedAt: z.date().nullable(),
    closedBecause: z.enum(DEACTIVATION_REASONS).nullable(),
  })
  .transform(({ active, hasPassword, ...row }) => ({
    ...row,
    state: stateOf({ active, hasPassword }),
  }));

/** An account as its page shows it; `linkEndsAt` while a link of it can still be used. */
export type UserView = z.infer<typeof Row> & {
  /** Visits that are still with this person. */
  readonly openTasks: number;
};

export async function findUser(db: Db, userId: string, now: Date): Promise<UserView | null> {
  const rows = await db.$queryRaw`
    SELECT app_user.id,
           app_user.username,
           app_user.name,
           app_user.role::text,
           app_user.demo,
           app_user.active,
           app_user.password_hash IS NOT NULL AS "hasPassword",
           app_user.created_at AS "createdAt",
           ${areaNames} AS "areaNames",
           ARRAY(SELECT area.code FROM user_area JOIN area ON area.id = user_area.area_id
                  WHERE user_area.user_id = app_user.id) AS "areaCodes",
           EXISTS (SELECT FROM user_area JOIN area ON area.id = user_area.area_id
                    WHERE user_area.user_id = app_user.id AND area.level = 'regency') AS "wholeRegency",
           (SELECT max(expires_at) FROM one_time_link
             WHERE one_time_link.user_id = app_user.id
               AND one_time_link.used_at IS NULL
               AND one_time_link.expires_at > ${now}) AS "linkEndsAt",
           closing.at AS "closedAt",
           closing.reason AS "closedBecause"
      FROM app_user
 LEFT JOIN LATERAL (
           SELECT audit_event.at, audit_event.detail ->> 'reason' AS reason
             FROM audit_event
            WHERE NOT app_user.active
              AND audit_event.subject = 'user'
              AND audit_event.subject_id = app_user.id::text
              AND audit_event.action = 'user.deactivate'
         ORDER BY audit_event.id DESC
            LIMIT 1
           ) AS closing ON TRUE
     WHERE app_user.id = ${userId}::uuid
  `;
  const [row] = z.array(Row).parse(rows);
  return row ? { ...row, openTasks: await countOpenTasks(db, userId) } : null;
}

const OwnRow = z.object({ demo: z.boolean(), areaNames: z.array(z.string()) });

/** What a person's own page says beyond what their session knows. */
export async function findOwnAccount(db: Db, { id }: UserActor): Promise<z.infer<typeof OwnRow>> {
  const rows = await db.$queryRaw`
    SELECT app_user.demo, ${areaNames} AS "areaNames"
      FROM app_user
     WHERE app_user.id = ${id}::uuid
  `;
  return z.tuple([OwnRow]).parse(rows)[0];
}

import "server-only";
import { z } from "zod";
import { liveSession } from "@/lib/auth/live-session";
import { ROLES } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { stateOf, USER_STATES, type UserState } from "./rules";
import type { UserListParams } from "./schema";

export const USERS_PAGE_SIZE = 50;

const Row = z
  .object({
    id: z.uuid(),
    username: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    active: z.boolean(),
    hasPassword: z.boolean(),
    areaNames: z.array(z.string()),
    lastSeenAt: z.date().nullable(),
    devices: z.number().int(),
  })
  .transform(({ active, hasPassword, ...row }) => ({
    ...row,
    state: stateOf({ active, hasPassword }),
  }));

/** An account as the list shows it. */
export type UserRow = z.infer<typeof Row>;

export interface UserFilter extends Pick<UserListParams, "peran" | "keadaan"> {
  /** Letters of the name or the username. */
  readonly text?: string;
}

/** The accounts by name; a page begins after the account that was seen last. */
export async function listUsers(
  db: Db,
  filter: UserFilter,
  after: string | null,
  now: Date,
  limit = USERS_PAGE_SIZE,
): Promise<{ readonly rows: readonly UserRow[]; readonly next: string | null }> {
  const found = await db.$queryRaw`
    SELECT app_user.id,
           app_user.username,
           app_user.name,
           app_user.role::text,
           app_user.active,
           app_user.password_hash IS NOT NULL AS "hasPassword",
           ${areaNames} AS "areaNames",
           usage.last_seen_at AS "lastSeenAt",
           usage.devices
      FROM app_user
CROSS JOIN LATERAL (
           SELECT max(session.last_seen_at) AS last_seen_at,
                  (count(*) FILTER (WHERE app_user.active AND ${liveSession(now)}))::int AS devices
             FROM session
            WHERE session.user_id = app_user.id
           ) AS usage
     WHERE ${conditions(filter)}
       AND ${afterAccount(after)}
  ORDER BY lower(app_user.name), app_user.id
     LIMIT ${limit + 1}
  `;
  const all = z.array(Row).parse(found);
  const rows = all.slice(0, limit);
  return { rows, next: all.length > rows.length ? (rows.at(-1)?.id ?? null) : null };
}

/** How many accounts the filter finds; an office has hundreds. */
export async function countUsers(db: Db, filter: UserFilter): Promise<number> {
  const rows = await db.$queryRaw`
    SELECT count(*)::int AS count FROM app_user WHERE ${conditions(filter)}
  `;
  const [row] = z.array(z.object({ count: z.number().int() })).parse(rows);
  return row?.count ?? 0;
}

/** How many accounts stand where. */
export async function countUsersByState(db: Db): Promise<Readonly<Record<UserState, number>>> {
  const counts = await Promise.all(
    USER_STATES.map(async (keadaan) => [keadaan, await countUsers(db, { keadaan })] as const),
  );
  return { active: 0, waiting: 0, inactive: 0, ...Object.fromEntries(counts) };
}

/** "Kota Malang", "Kecamatan Blimbing", "Kelurahan Arjosari": the areas of the account at hand. */
export const areaNames = Prisma.sql`
  ARRAY(SELECT CASE WHEN area.level = 'regency' THEN area.name
                    ELSE initcap(area.level::text) || ' ' || area.name END
          FROM user_area
          JOIN area ON area.id = user_area.area_id
         WHERE user_area.user_id = app_user.id
      ORDER BY area.level, area.name)`;

const STATE_CONDITIONS = {
  active: Prisma.sql`app_user.active AND app_user.password_hash IS NOT NULL`,
  waiting: Prisma.sql`app_user.active AND app_user.password_hash IS NULL`,
  inactive: Prisma.sql`NOT app_user.active`,
} as const satisfies Record<UserState, Prisma.Sql>;

function conditions({ peran, keadaan, text }: UserFilter): Prisma.Sql {
  const all = [Prisma.sql`TRUE`];
  if (peran) all.push(Prisma.sql`app_user.role = ${peran}::role`);
  if (keadaan) all.push(STATE_CONDITIONS[keadaan]);
  if (text) {
    // Not LIKE: a typed % or _ is a letter like any other.
    all.push(
      Prisma.sql`position(lower(${text}) IN lower(app_user.name) || ' ' || app_user.username) > 0`,
    );
  }
  return Prisma.join(all, " AND ");
}

function afterAccount(id: string | null): Prisma.Sql {
  if (id === null) return Prisma.sql`TRUE`;
  return Prisma.sql`(lower(app_user.name), app_user.id) > (
    SELECT lower(seen.name), seen.id FROM app_user AS seen WHERE seen.id = ${id}::uuid
  )`;
}

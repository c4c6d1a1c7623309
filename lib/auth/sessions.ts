import { z } from "zod";
import { recordAudit } from "@/lib/audit/record-audit";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { preparedRows } from "@/lib/db/prepared-rows";
import { listSessions } from "./list-sessions";
import { isLive, SESSION_LIFE, TOUCH_EVERY_MS } from "./session-rules";
import { type AreaScope, ROLES, type Role, type UserActor } from "./types";

const USER_AGENT_LENGTH_MAX = 200;

/** Opens a session; its id is the only thing the cookie will carry. */
export async function startSession(
  tx: Db,
  user: { readonly id: string; readonly role: Role },
  device: { readonly userAgent: string | null },
  now: Date,
): Promise<string> {
  const session = await tx.session.create({
    data: {
      userId: user.id,
      createdAt: now,
      lastSeenAt: now,
      expiresAt: new Date(now.getTime() + SESSION_LIFE[user.role].absoluteMs),
      userAgent: device.userAgent?.slice(0, USER_AGENT_LENGTH_MAX) ?? null,
    },
    select: { id: true },
  });
  return session.id;
}

/** Ends a session; the next request with its cookie opens nothing. False if it was over already. */
export async function endSession(tx: Db, actor: UserActor, now: Date): Promise<boolean> {
  const { count } = await tx.session.updateMany({
    where: { id: actor.sessionId, userId: actor.id, endedAt: null },
    data: { endedAt: now },
  });
  if (count === 0) return false;
  await recordAudit(tx, actor, {
    action: "session.end",
    subject: "session",
    subjectId: actor.sessionId,
  });
  return true;
}

/**
 * Ends every session of a person: after a new password, or when the account is closed.
 *
 * @param except the session that goes on, of the person who asks
 * @returns how many of them still opened something
 */
export async function endSessionsOf(
  tx: Db,
  userId: string,
  now: Date,
  except?: string,
): Promise<number> {
  const live = await listSessions(tx, userId, now);
  await tx.session.updateMany({
    where: { userId, endedAt: null, ...(except !== undefined && { NOT: { id: except } }) },
    data: { endedAt: now },
  });
  return live.filter(({ id }) => id !== except).length;
}

const ActorRow = z.object({
  sessionId: z.uuid(),
  lastSeenAt: z.date(),
  expiresAt: z.date(),
  endedAt: z.date().nullable(),
  id: z.uuid(),
  username: z.string(),
  name: z.string(),
  role: z.enum(ROLES),
  active: z.boolean(),
  wholeRegency: z.boolean(),
  villageIds: z.array(z.number().int()),
});

/** Who a session belongs to right now. */
export async function findActor(db: Db, sessionId: string, now: Date): Promise<UserActor | null> {
  const [actor = null] = await findActors(db, [sessionId], now);
  return actor;
}

/**
 * Who sessions belong to right now, in one query and in their order: the account, its role, and its
 * area as kelurahan. Nothing is remembered between requests, so a change of rights works at the
 * next one.
 */
export async function findActors(
  db: Db,
  sessionIds: readonly string[],
  now: Date,
): Promise<(UserActor | null)[]> {
  const rows = await preparedRows(
    db,
    Prisma.sql`
      SELECT session.id AS "sessionId",
             session.last_seen_at AS "lastSeenAt",
             session.expires_at AS "expiresAt",
             session.ended_at AS "endedAt",
             app_user.id,
             app_user.username,
             app_user.name,
             app_user.role::text,
             app_user.active,
             coalesce(bool_or(area.level = 'regency'), FALSE) AS "wholeRegency",
             coalesce(array_agg(DISTINCT village.id) FILTER (WHERE village.id IS NOT NULL), '{}') AS "villageIds"
        FROM session
        JOIN app_user ON app_user.id = session.user_id
   LEFT JOIN user_area ON user_area.user_id = app_user.id
   LEFT JOIN area ON area.id = user_area.area_id
   LEFT JOIN area AS village
          ON village.level = 'kelurahan'
         AND (village.id = area.id OR village.parent_id = area.id)
       WHERE session.id = ANY((SELECT ${[...sessionIds]}::uuid[])::uuid[])
    GROUP BY session.id, app_user.id
  `,
  );
  const live = z
    .array(ActorRow)
    .parse(rows)
    .filter((row) => row.active && isLive(row, row.role, now));
  await touchSessions(db, live, now);
  const actors = new Map(live.map((row) => [row.sessionId, actorOf(row)] as const));
  return sessionIds.map((id) => actors.get(id.toLowerCase()) ?? null);
}

function actorOf(row: z.infer<typeof ActorRow>): UserActor {
  const { id, sessionId, username, name, role } = row;
  return { kind: "user", id, sessionId, username, name, role, area: areaScope(row) };
}

function areaScope(row: z.infer<typeof ActorRow>): AreaScope {
  return row.wholeRegency
    ? { level: "regency" }
    : { level: "villages", villageIds: row.villageIds };
}

async function touchSessions(
  db: Db,
  sessions: readonly { readonly sessionId: string; readonly lastSeenAt: Date }[],
  now: Date,
): Promise<void> {
  const due = sessions
    .filter(({ lastSeenAt }) => now.getTime() - lastSeenAt.getTime() >= TOUCH_EVERY_MS)
    .map(({ sessionId }) => sessionId);
  if (due.length === 0) return;
  await db.session.updateMany({
    where: { id: { in: due }, endedAt: null, lastSeenAt: { lt: now } },
    data: { lastSeenAt: now },
  });
}

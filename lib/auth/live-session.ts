import { Prisma } from "@/lib/db/generated/client";
import { SESSION_LIFE } from "./session-rules";
import { ROLES } from "./types";

/** `isLive` in SQL, for lists and counts: a condition on the rows of `session` and `app_user`. */
export function liveSession(now: Date): Prisma.Sql {
  const idle = ROLES.map((role) => Prisma.sql`WHEN ${role} THEN ${SESSION_LIFE[role].idleMs}::int`);
  return Prisma.sql`(
         session.ended_at IS NULL
     AND session.expires_at > ${now}
     AND session.last_seen_at > ${now}::timestamptz
         - (CASE app_user.role::text ${Prisma.join(idle, " ")} END) * interval '1 millisecond'
  )`;
}

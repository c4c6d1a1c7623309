import { z } from "zod";
import type { Db } from "@/lib/db/client";
import { liveSession } from "./live-session";

const Row = z.object({
  id: z.uuid(),
  createdAt: z.date(),
  lastSeenAt: z.date(),
  userAgent: z.string().nullable(),
});

/** A device on which somebody is signed in. */
export type SignedInDevice = z.infer<typeof Row>;

/** The devices on which a person is signed in at this moment, the one used last first. */
export async function listSessions(db: Db, userId: string, now: Date): Promise<SignedInDevice[]> {
  const rows = await db.$queryRaw`
    SELECT session.id,
           session.created_at AS "createdAt",
           session.last_seen_at AS "lastSeenAt",
           session.user_agent AS "userAgent"
      FROM session
      JOIN app_user ON app_user.id = session.user_id
     WHERE session.user_id = ${userId}::uuid
       AND ${liveSession(now)}
  ORDER BY session.last_seen_at DESC, session.id
  `;
  return z.array(Row).parse(rows);
}

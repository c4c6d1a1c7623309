import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { DEMO_ACCOUNTS } from "../demo-accounts";

export type DemoUsername = (typeof DEMO_ACCOUNTS)[number]["username"];

/** A demonstration account at work, as a session would bring it; no session is opened for it. */
export async function demoPerson(db: Db, wanted: DemoUsername): Promise<UserActor> {
  const { id, username, name, role, areas } = await db.appUser.findUniqueOrThrow({
    where: { username: wanted },
    include: { areas: { include: { area: true } } },
  });
  const whole = areas.some(({ area }) => area.level === "regency");
  const areaIds = areas.map(({ areaId }) => areaId);
  const villages = await db.area.findMany({
    where: {
      level: "kelurahan",
      OR: [{ id: { in: areaIds } }, { parentId: { in: areaIds } }],
    },
    select: { id: true },
  });
  return {
    kind: "user",
    id,
    sessionId: id,
    username,
    name,
    role,
    area: whole
      ? { level: "regency" }
      : { level: "villages", villageIds: villages.map((village) => village.id) },
  };
}

import { randomUUID } from "node:crypto";
import type { AreaScope, Role, UserActor } from "@/lib/auth/types";

/** Somebody signed in with this role and area, for queries that ask for no account. */
export function actorOf(role: Role, area: AreaScope): UserActor {
  const id = randomUUID();
  return { kind: "user", id, sessionId: id, username: role, name: `Petugas ${role}`, role, area };
}

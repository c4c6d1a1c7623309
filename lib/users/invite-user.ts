import { recordAudit } from "@/lib/audit/record-audit";
import { createOneTimeLink } from "@/lib/auth/one-time-link";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { type AreaProblem, chooseAreas } from "./choose-areas";
import type { InviteUser } from "./schema";

/** What the admin hands over. The token is for the address `/sandi/<token>`: shown once, stored nowhere. */
export interface HandedLink {
  readonly userId: string;
  readonly name: string;
  readonly username: string;
  readonly token: string;
}

export type InviteProblem = AreaProblem | { readonly code: "username_taken" };

/**
 * Makes an account without a password and the link by which its person sets one. Runs inside the
 * caller's transaction; stores nothing when it refuses.
 */
export async function inviteUser(
  tx: Db,
  actor: UserActor,
  { username, name, role, ...wanted }: InviteUser,
  now: Date,
): Promise<Result<HandedLink, InviteProblem>> {
  const areas = await chooseAreas(tx, role, wanted);
  if (!areas.ok) return areas;
  // Of two who invite the same name at once, the second waits here and then stores nothing.
  const [user] = await tx.appUser.createManyAndReturn({
    data: [{ username, name, role }],
    skipDuplicates: true,
    select: { id: true },
  });
  if (!user) return fail({ code: "username_taken" });
  await tx.userArea.createMany({
    data: areas.value.map((areaId) => ({ userId: user.id, areaId })),
  });
  const token = await createOneTimeLink(tx, user.id, now);
  await recordAudit(tx, actor, {
    action: "user.invite",
    subject: "user",
    subjectId: user.id,
    detail: { role, areaIds: [...areas.value] },
  });
  return ok({ userId: user.id, name, username, token });
}

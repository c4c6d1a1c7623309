import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import { scope } from "@/lib/auth/scope";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import { readKeptImage } from "./storage";

/**
 * The picture of a visit or a proposal, for whom its family exists; a companion sees those of their
 * own tasks. That it was looked at is audited. Null where it does not exist for the actor.
 */
export async function readImage(
  db: Db,
  actor: UserActor,
  dataDir: string,
  attachmentId: string,
): Promise<Buffer | null> {
  const own = actor.role === "companion" ? ownTasks(actor) : Prisma.sql`TRUE`;
  const rows = await db.$queryRaw<{ storedSha256: string }[]>`
    SELECT attachment.stored_sha256 AS "storedSha256"
      FROM attachment
 LEFT JOIN groundcheck ON groundcheck.id = attachment.groundcheck_id
 LEFT JOIN proposal ON proposal.id = attachment.proposal_id
     WHERE attachment.id = ${attachmentId}::uuid
       AND ${scope(actor, Prisma.sql`coalesce(groundcheck.village_id, proposal.village_id)`)}
       AND ${own}
  `;
  const [found] = rows;
  if (!found) return null;
  await recordAudit(db, actor, {
    action: "attachment.view",
    subject: "attachment",
    subjectId: attachmentId,
  });
  return readKeptImage(dataDir, found.storedSha256);
}

function ownTasks(actor: UserActor): Prisma.Sql {
  return Prisma.sql`groundcheck.companion_id = ${actor.id}::uuid`;
}

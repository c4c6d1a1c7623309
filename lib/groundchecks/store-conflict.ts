import { auditInsert } from "@/lib/audit/audit-insert";
import type { UserActor } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import { Prisma } from "@/lib/db/generated/client";
import type { Submission } from "./read-submission";

/**
 * `altered`: the same id came before with other content. `outdated`: the groundcheck had moved on
 * since the phone fetched it.
 */
export type ConflictReason = "altered" | "outdated";

/** Keeps a submission that cannot be taken in, for a person to decide; the same one is kept once. */
export async function storeConflict(
  db: Db,
  actor: UserActor,
  { item, raw, sha256 }: Submission,
  reason: ConflictReason,
): Promise<void> {
  const detail = { submissionId: item.id, reason, baseVersion: item.baseVersion };
  await db.$executeRaw`
    WITH kept AS (
      INSERT INTO submission_conflict (submission_id, groundcheck_id, reason, raw, sha256, submitted_by)
      VALUES (${item.id}::uuid, ${item.groundcheckId}::uuid, ${reason}, ${raw}, ${sha256}, ${actor.id}::uuid)
 ON CONFLICT (submission_id, sha256) DO NOTHING
   RETURNING id
    )
    ${auditInsert(
      { action: "groundcheck.conflict", subject: "groundcheck" },
      {
        actorId: Prisma.sql`${actor.id}::uuid`,
        subjectId: Prisma.sql`${item.groundcheckId}`,
        detail: Prisma.sql`${JSON.stringify(detail)}::jsonb`,
      },
      Prisma.sql`kept`,
    )}
  `;
}

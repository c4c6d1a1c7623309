import "server-only";
import { recordAudit } from "@/lib/audit/record-audit";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { findGroundcheck, type GroundcheckView } from "@/lib/groundchecks/find-groundcheck";

/**
 * Opens a groundcheck. That it was opened is written down in the same transaction: where the audit
 * trail cannot be written, it cannot be read.
 */
export function loadGroundcheck(actor: UserActor, id: string): Promise<GroundcheckView | null> {
  return db().$transaction(async (tx) => {
    const view = await findGroundcheck(tx, actor, id);
    if (!view) return null;
    await recordAudit(tx, actor, {
      action: "groundcheck.view",
      subject: "groundcheck",
      subjectId: id,
    });
    return view;
  });
}

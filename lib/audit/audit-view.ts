import "server-only";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { recordAudit } from "./record-audit";

/**
 * Writes down that a person opened a family's file. Awaited before the page is answered: if it
 * cannot be written, the family is not shown.
 */
export async function auditView(actor: UserActor, householdId: bigint): Promise<void> {
  await recordAudit(db(), actor, {
    action: "household.view",
    subject: "household",
    subjectId: householdId,
  });
}

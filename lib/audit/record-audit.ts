import { type Actor, actorColumns } from "@/lib/auth/types";
import type { Db } from "@/lib/db/client";
import type { Prisma } from "@/lib/db/generated/client";
import type { AuditAction, AuditSubject } from "./labels";

/** What was done to which record. `detail` holds ids, states, codes and counts: no names, no NIK, no No KK. */
export interface AuditEntry {
  /** Dotted verb; its words for the audit page stand in `labels.ts`. */
  readonly action: AuditAction;
  readonly subject: AuditSubject;
  readonly subjectId?: string | number | bigint | null;
  readonly detail?: Prisma.InputJsonObject;
}

/** Writes the audit row inside the transaction of the change that it tells of. */
export async function recordAudit(tx: Db, actor: Actor, entry: AuditEntry): Promise<void> {
  await tx.auditEvent.create({
    data: {
      ...actorColumns(actor),
      action: entry.action,
      subject: entry.subject,
      subjectId: entry.subjectId == null ? null : String(entry.subjectId),
      detail: entry.detail ?? {},
    },
  });
}

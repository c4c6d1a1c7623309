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
  await tx.auditEvent.create({ data: rowOf(actor, entry) });
}

/** The rows of one act on many records, in one statement. */
export async function recordAudits(
  tx: Db,
  actor: Actor,
  entries: readonly AuditEntry[],
): Promise<void> {
  await tx.auditEvent.createMany({ data: entries.map((entry) => rowOf(actor, entry)) });
}

function rowOf(actor: Actor, { action, subject, subjectId, detail = {} }: AuditEntry) {
  return {
    ...actorColumns(actor),
    action,
    subject,
    subjectId: subjectId == null ? null : String(subjectId),
    detail,
  };
}

import { Prisma } from "@/lib/db/generated/client";
import type { AuditAction, AuditSubject } from "./labels";

/** The columns of an audit row of a person's act, as SQL over the rows that were changed. */
interface AuditColumns {
  readonly actorId: Prisma.Sql;
  readonly subjectId: Prisma.Sql;
  readonly detail: Prisma.Sql;
}

/**
 * Audit rows as part of a statement that changes something: one for each row of `changed`, so none
 * where nothing changed. Saves the round trip where many ask at once.
 *
 * @param changed what follows FROM, written by us
 */
export function auditInsert(
  entry: { readonly action: AuditAction; readonly subject: AuditSubject },
  { actorId, subjectId, detail }: AuditColumns,
  changed: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    INSERT INTO audit_event (actor_kind, actor_id, action, subject, subject_id, detail)
    SELECT 'user', ${actorId}, ${entry.action}, ${entry.subject}, (${subjectId})::text, ${detail}
      FROM ${changed}`;
}

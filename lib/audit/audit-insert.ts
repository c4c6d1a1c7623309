import { type Actor, actorColumns } from "@/lib/auth/types";
import { Prisma } from "@/lib/db/generated/client";
import type { AuditEntry } from "./record-audit";

/**
 * The audit row as part of a statement that changes something: written once for each row of
 * `changed`, so not at all where nothing changed. Saves the round trip where many ask at once.
 *
 * @param changed name of the part of the statement that did the change, written by us
 */
export function auditInsert(actor: Actor, entry: AuditEntry, changed: Prisma.Sql): Prisma.Sql {
  const { actorKind, actorId } = actorColumns(actor);
  const { action, subject, subjectId, detail = {} } = entry;
  return Prisma.sql`
    INSERT INTO audit_event (actor_kind, actor_id, action, subject, subject_id, detail)
    SELECT ${actorKind}::actor_kind, ${actorId}::uuid, ${action}, ${subject},
           ${subjectId == null ? null : String(subjectId)}, ${JSON.stringify(detail)}::jsonb
      FROM ${changed}`;
}

import "server-only";
import { AUDIT_ACTIONS, AUDIT_ACTOR_KINDS, AUDIT_SUBJECTS } from "@/lib/audit/labels";
import { type AuditRow, listAuditEvents } from "@/lib/audit/queries";
import { AuditParams } from "@/lib/audit/schema";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { EXPORT_BATCH, type ExportColumn, everyPage, listExport, openExport } from "../list-export";

/** The audit trail: acts and numbers of records, no family's name. */
export const AUDIT_EXPORT = listExport({
  title: "Jejak audit",
  permission: "audit.list",
  hasNumbers: false,
  filters: AuditParams,
  async open({ client, office, filters }) {
    const wanted = { ...filters, sebelum: undefined };
    const batches = everyPage((before: bigint | null) =>
      listAuditEvents(
        client,
        before === null ? wanted : { ...wanted, sebelum: before },
        office.timeZone,
        EXPORT_BATCH,
      ),
    );
    return openExport(auditColumns(office.timeZone), batches);
  },
});

function auditColumns(timeZone: TimeZone): readonly ExportColumn<AuditRow>[] {
  return [
    { title: "Nomor", value: ({ id }) => Number(id) },
    { title: "Waktu", value: ({ at }) => formatInstant(at, timeZone) },
    {
      title: "Pelaku",
      value: ({ actorName, actorKind }) => actorName ?? AUDIT_ACTOR_KINDS[actorKind],
    },
    { title: "Tindakan", value: ({ action }) => AUDIT_ACTIONS[action] ?? action },
    { title: "Tentang", value: ({ subject }) => AUDIT_SUBJECTS[subject] ?? subject },
    { title: "Nomor catatan", value: ({ subjectId }) => subjectId },
  ];
}

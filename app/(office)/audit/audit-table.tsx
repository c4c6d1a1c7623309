import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { AUDIT_ACTIONS, AUDIT_ACTOR_KINDS, AUDIT_SUBJECTS } from "@/lib/audit/labels";
import type { AuditRow } from "@/lib/audit/queries";
import { PERMISSION_LABELS } from "@/lib/auth/labels";
import { formatInstant, type TimeZone } from "@/lib/shared/format";
import { addressOf } from "./audit-address";

/** An id of a person, a session or an import is long; its end tells two of them apart. */
const SHORT_ID_LENGTH = 8;

const column = columnsOf<AuditRow & { readonly timeZone: TimeZone }>();

const COLUMNS = column.columns([
  column.accessor("at", {
    header: "Waktu",
    cell: ({ row: { original } }) => (
      <time dateTime={original.at.toISOString()} className="tabular font-normal">
        {formatInstant(original.at, original.timeZone)}
      </time>
    ),
  }),
  column.accessor("actorName", {
    header: "Pelaku",
    cell: ({ row: { original } }) => original.actorName ?? AUDIT_ACTOR_KINDS[original.actorKind],
  }),
  column.accessor("action", {
    header: "Tindakan",
    cell: ({ getValue }) => AUDIT_ACTIONS[getValue()] ?? getValue(),
  }),
  column.accessor("subject", {
    header: "Tentang",
    cell: ({ row: { original } }) => <Subject row={original} />,
  }),
]);

export function AuditTable({
  rows,
  timeZone,
}: {
  readonly rows: readonly AuditRow[];
  readonly timeZone: TimeZone;
}) {
  return (
    <div className="overflow-x-auto rounded border border-line bg-surface">
      <DataTable
        caption="Catatan audit, terbaru di atas"
        captionHidden
        columns={COLUMNS}
        rows={rows.map((row) => ({ ...row, timeZone }))}
        rowKey={({ id }) => String(id)}
      />
    </div>
  );
}

/** The record by its number, never by a family's name: the admin sees that it was opened, not whose it is. */
function Subject({ row: { subject, subjectId, subjectName } }: { readonly row: AuditRow }) {
  const kind = AUDIT_SUBJECTS[subject] ?? subject;
  if (subjectId === null) return subject === "user" ? "nama pengguna yang tidak ada" : kind;
  if (subject === "permission") return `${kind} ${permissionText(subjectId)}`;
  return (
    <Link href={addressOf({ tentang: subject, nomor: subjectId })} prefetch={false}>
      {kind} {subjectName ?? subjectId.slice(-SHORT_ID_LENGTH)}
    </Link>
  );
}

function permissionText(permission: string): string {
  const labels: Readonly<Record<string, string>> = PERMISSION_LABELS;
  return labels[permission] ?? permission;
}

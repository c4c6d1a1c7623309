import Link from "next/link";
import type { ReactNode } from "react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Nothing } from "@/components/ui/nothing";
import { StatusTag } from "@/components/ui/tag";
import { describeAreaNames } from "@/lib/areas/describe-area-names";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { formatInstant, formatNumber, type TimeZone } from "@/lib/shared/format";
import { USER_STATE_LABELS } from "@/lib/users/labels";
import type { UserRow } from "@/lib/users/list-users";

const column = columnsOf<UserRow & { readonly timeZone: TimeZone }>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Nama",
    cell: ({ row: { original } }) => (
      <>
        <Link href={`/pengguna/${original.id}`} prefetch={false}>
          {original.name}
        </Link>
        <span className="block break-all font-normal text-caption text-muted">
          {original.username}
        </span>
      </>
    ),
  }),
  column.accessor("role", {
    header: "Peran",
    cell: ({ getValue }) => ROLE_LABELS[getValue()],
  }),
  column.accessor("areaNames", {
    header: "Wilayah tugas",
    cell: ({ getValue }) => describeAreaNames(getValue()) || <Nothing />,
  }),
  column.accessor("state", {
    header: "Keadaan",
    cell: ({ getValue }) => <StatusTag labels={USER_STATE_LABELS} value={getValue()} />,
  }),
  column.accessor("lastSeenAt", {
    header: "Terakhir aktif",
    cell: ({ row: { original } }) =>
      original.lastSeenAt === null ? (
        <span className="text-muted">Belum pernah masuk</span>
      ) : (
        <time dateTime={original.lastSeenAt.toISOString()} className="tabular">
          {formatInstant(original.lastSeenAt, original.timeZone)}
        </time>
      ),
  }),
  column.accessor("devices", {
    header: "Perangkat",
    meta: { align: "end", label: "Perangkat masuk" },
    cell: ({ getValue }) => formatNumber(getValue()),
  }),
]);

/** Accounts by name; the link is the person. */
export function UserTable({
  rows,
  caption,
  timeZone,
}: {
  readonly rows: readonly UserRow[];
  readonly caption: ReactNode;
  readonly timeZone: TimeZone;
}) {
  return (
    <div className="overflow-x-auto rounded border border-line bg-surface">
      <DataTable
        caption={caption}
        columns={COLUMNS}
        rows={rows.map((row) => ({ ...row, timeZone }))}
        rowKey={({ id }) => id}
      />
    </div>
  );
}

import Link from "next/link";
import type { ReactNode } from "react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Nothing } from "@/components/ui/nothing";
import { StatusTag } from "@/components/ui/tag";
import { describeAreaNames } from "@/lib/areas/describe-area-names";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { formatNumber } from "@/lib/shared/format";
import { USER_STATE_LABELS } from "@/lib/users/labels";
import type { UserRow } from "@/lib/users/list-users";

/** `lastSeen` in words; null for who never signed in. */
export type UserTableRow = UserRow & { readonly lastSeen: string | null };

const column = columnsOf<UserTableRow>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Nama",
    meta: { className: "sm:min-w-44" },
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
  column.accessor("lastSeen", {
    header: "Terakhir aktif",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">Belum pernah masuk</span>,
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
}: {
  readonly rows: readonly UserTableRow[];
  readonly caption: ReactNode;
}) {
  return (
    <div className="overflow-x-auto rounded border border-line bg-surface">
      <DataTable caption={caption} columns={COLUMNS} rows={rows} rowKey={({ id }) => id} />
    </div>
  );
}

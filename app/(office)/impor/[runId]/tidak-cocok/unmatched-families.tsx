import { columnsOf } from "@/components/data-table/data-table";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import {
  listUnmatchedFamilies,
  type UnmatchedFamily,
} from "@/lib/import/dtks/list-unmatched-families";
import { formatNumber } from "@/lib/shared/format";
import { UnmatchedTable, Written, WrittenNumber } from "./unmatched-table";

const column = columnsOf<UnmatchedFamily>();

const COLUMNS = column.columns([
  column.accessor("name", { header: "Orang pertama di keluarga" }),
  column.accessor("lineNo", {
    header: "Baris",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("nomorKk", {
    header: "No KK",
    cell: ({ getValue }) => <WrittenNumber ending={getValue()} />,
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ getValue }) => <Written text={getValue()} />,
  }),
  column.accessor("memberCount", { header: "Anggota", meta: { align: "end" } }),
]);

/** The families of the old DTKS that the release in force does not have. */
export async function UnmatchedFamilies({
  actor,
  listId,
  address,
  after,
}: {
  readonly actor: UserActor;
  readonly listId: number;
  readonly address: string;
  readonly after?: number;
}) {
  return (
    <UnmatchedTable
      caption="Setelah daftar ini terbit, masing-masing diperiksa sebagai kasus Tidak ada di DTSEN"
      columns={COLUMNS}
      page={await listUnmatchedFamilies(db(), actor, listId, { after })}
      address={address}
      first={after === undefined}
      noun="keluarga"
      nothing="Semua keluarga DTKS ini ada di rilis yang berlaku"
    />
  );
}

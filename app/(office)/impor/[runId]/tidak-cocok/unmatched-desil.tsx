import { columnsOf } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { listUnmatchedDesil, type UnmatchedDesil } from "@/lib/import/desil/list-unmatched-desil";
import { UNMATCHED_LABELS } from "@/lib/import/recipients/unmatched-labels";
import { formatNumber } from "@/lib/shared/format";
import { UnmatchedTable, Written, WrittenNumber } from "./unmatched-table";

const column = columnsOf<UnmatchedDesil>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Nama di daftar",
    cell: ({ getValue }) => <Written text={getValue()} />,
  }),
  column.accessor("lineNo", {
    header: "Baris",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("nomorKk", {
    header: "No KK",
    cell: ({ getValue }) => <WrittenNumber ending={getValue()} />,
  }),
  column.accessor("nik", {
    header: "NIK",
    cell: ({ getValue }) => <WrittenNumber ending={getValue()} />,
  }),
  column.accessor("desil", {
    header: "Desil",
    cell: ({ getValue }) => <DesilTag desil={getValue()} caption />,
  }),
  column.accessor("reason", {
    header: "Sebab",
    cell: ({ getValue }) => UNMATCHED_LABELS[getValue()].text,
  }),
]);

/** The rows of a desil list that lead to no family the office knows. */
export async function UnmatchedDesilRows({
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
      caption="Menurut urutan di berkas; barisnya disimpan dan dicocokkan lagi setiap kali ada data baru"
      columns={COLUMNS}
      page={await listUnmatchedDesil(db(), actor, listId, { after })}
      address={address}
      first={after === undefined}
      noun="baris"
      nothing="Semua keluarga di daftar ini dikenal"
    />
  );
}

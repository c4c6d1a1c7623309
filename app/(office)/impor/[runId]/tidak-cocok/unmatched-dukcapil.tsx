import { columnsOf } from "@/components/data-table/data-table";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { dukcapilAnswer, UNMATCHED_DUKCAPIL_LABELS } from "@/lib/import/dukcapil/dukcapil-labels";
import {
  listUnmatchedDukcapil,
  type UnmatchedPerson,
} from "@/lib/import/dukcapil/list-unmatched-dukcapil";
import { formatNumber } from "@/lib/shared/format";
import { UnmatchedTable, Written, WrittenNumber } from "./unmatched-table";

const column = columnsOf<UnmatchedPerson>();

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
  column.accessor("nik", {
    header: "NIK",
    cell: ({ getValue }) => <WrittenNumber ending={getValue()} />,
  }),
  column.accessor("result", {
    header: "Jawaban Dukcapil",
    cell: ({ row: { original } }) => dukcapilAnswer(original),
  }),
  column.accessor("reason", {
    header: "Sebab",
    cell: ({ getValue }) => UNMATCHED_DUKCAPIL_LABELS[getValue()],
  }),
]);

/** The persons of a matching result who are in no family of the release in force. */
export async function UnmatchedDukcapil({
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
      caption="Menurut urutan di berkas; barisnya disimpan sebagaimana tertulis"
      columns={COLUMNS}
      page={await listUnmatchedDukcapil(db(), actor, listId, { after })}
      address={address}
      first={after === undefined}
      noun="orang"
      nothing="Semua orang di daftar ini ada di rilis yang berlaku"
    />
  );
}

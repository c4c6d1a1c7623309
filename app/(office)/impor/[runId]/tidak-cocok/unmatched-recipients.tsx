import { columnsOf } from "@/components/data-table/data-table";
import { LinkTabs } from "@/components/ui/link-tabs";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import {
  listUnmatchedRecipients,
  UNMATCHED_REASONS,
  type UnmatchedReason,
  type UnmatchedRow,
} from "@/lib/import/recipients/list-unmatched-recipients";
import { UNMATCHED_LABELS } from "@/lib/import/recipients/unmatched-labels";
import { formatNumber } from "@/lib/shared/format";
import { UnmatchedTable, Written, WrittenNumber } from "./unmatched-table";

const column = columnsOf<UnmatchedRow>();

const COLUMNS = column.columns([
  column.accessor("name", { header: "Nama di daftar" }),
  column.accessor("lineNo", {
    header: "Baris",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("nik", {
    header: "NIK",
    cell: ({ getValue }) => <WrittenNumber ending={getValue()} />,
  }),
  column.accessor("nomorKk", {
    header: "No KK",
    cell: ({ getValue }) => <WrittenNumber ending={getValue()} />,
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ getValue }) => <Written text={getValue()} />,
  }),
  column.accessor("reason", {
    header: "Sebab",
    cell: ({ getValue }) => UNMATCHED_LABELS[getValue()].text,
  }),
]);

/** The rows of a recipient list that find no family, by reason. */
export async function UnmatchedRecipients({
  actor,
  listId,
  address,
  reason,
  after,
}: {
  readonly actor: UserActor;
  readonly listId: number;
  readonly address: string;
  readonly reason?: UnmatchedReason;
  readonly after?: number;
}) {
  return (
    <>
      <LinkTabs
        label="Sebab"
        tabs={[
          { href: address, text: "Semua", current: reason === undefined },
          ...UNMATCHED_REASONS.map((each) => ({
            href: `${address}?sebab=${each}`,
            text: UNMATCHED_LABELS[each].text,
            current: each === reason,
          })),
        ]}
      />
      <UnmatchedTable
        caption={
          reason === undefined ? "Menurut urutan di berkas" : UNMATCHED_LABELS[reason].consequence
        }
        columns={COLUMNS}
        page={await listUnmatchedRecipients(db(), actor, listId, { reason, after })}
        address={reason === undefined ? address : `${address}?sebab=${reason}`}
        first={after === undefined}
        noun="baris"
        nothing="Tidak ada baris seperti ini"
      />
    </>
  );
}

import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { Pagination } from "@/components/ui/pagination";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import type { ImportRunPage } from "@/lib/import/queries";
import {
  listUnmatchedRecipients,
  UNMATCHED_REASONS,
  type UnmatchedReason,
  type UnmatchedRow,
} from "@/lib/import/recipients/list-unmatched-recipients";
import { formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { UNMATCHED_LABELS } from "../unmatched-labels";

const column = columnsOf<UnmatchedRow>();

const COLUMNS = column.columns([
  column.accessor("name", { header: "Nama di daftar" }),
  column.accessor("lineNo", {
    header: "Baris",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("nikEnding", {
    header: "NIK",
    cell: ({ getValue }) => <MaskedNumber ending={getValue()} />,
  }),
  column.accessor("nomorKkEnding", {
    header: "No KK",
    cell: ({ getValue }) => <MaskedNumber ending={getValue()} />,
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">Tidak diisi</span>,
  }),
  column.accessor("reason", {
    header: "Sebab",
    cell: ({ getValue }) => UNMATCHED_LABELS[getValue()].text,
  }),
]);

/** The rows of a recipient list that find no family, by reason. */
export async function UnmatchedRecipients({
  actor,
  run,
  reason,
  after,
}: {
  readonly actor: UserActor;
  readonly run: ImportRunPage;
  readonly reason?: UnmatchedReason;
  readonly after?: number;
}) {
  if (!run.recipientList) return null;
  const base = `/impor/${run.id}/tidak-cocok`;
  const { rows, next } = await listUnmatchedRecipients(db(), actor, run.recipientList.id, {
    reason,
    after,
  });
  const here = reason === undefined ? base : `${base}?sebab=${reason}`;
  return (
    <>
      <LinkTabs
        label="Sebab"
        tabs={[
          { href: base, text: "Semua", current: reason === undefined },
          ...UNMATCHED_REASONS.map((each) => ({
            href: `${base}?sebab=${each}`,
            text: UNMATCHED_LABELS[each].text,
            current: each === reason,
          })),
        ]}
      />
      {rows.length === 0 ? (
        <EmptyState title="Tidak ada baris seperti ini" />
      ) : (
        <>
          <div className="overflow-x-auto rounded border border-line bg-surface">
            <DataTable
              caption={
                reason === undefined
                  ? "Menurut urutan di berkas"
                  : UNMATCHED_LABELS[reason].consequence
              }
              columns={COLUMNS}
              rows={rows}
              rowKey={({ lineNo }) => String(lineNo)}
            />
          </div>
          <Pagination
            label="Halaman daftar baris"
            firstHref={after === undefined ? null : here}
            nextHref={
              next === null ? null : `${here}${reason === undefined ? "?" : "&"}setelah=${next}`
            }
            shown={`Menampilkan ${formatNumber(rows.length)} baris`}
          />
        </>
      )}
    </>
  );
}

function MaskedNumber({ ending }: { readonly ending: string | null }) {
  if (ending === null) return <span className="text-muted">Tidak diisi</span>;
  return <span className="tabular whitespace-nowrap">{maskNumber(ending)}</span>;
}

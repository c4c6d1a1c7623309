import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import {
  listUnmatchedDukcapil,
  type UnmatchedPerson,
} from "@/lib/import/dukcapil/list-unmatched-dukcapil";
import type { ImportRunPage } from "@/lib/import/queries";
import { formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import {
  DUKCAPIL_FATE_LABELS,
  DUKCAPIL_RESULT_LABELS,
  UNMATCHED_DUKCAPIL_LABELS,
} from "../dukcapil-labels";

const column = columnsOf<UnmatchedPerson>();

const COLUMNS = column.columns([
  column.accessor("name", {
    header: "Nama di daftar",
    cell: ({ getValue }) => getValue() || <span className="text-muted">Tidak diisi</span>,
  }),
  column.accessor("lineNo", {
    header: "Baris",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("nikEnding", {
    header: "NIK",
    cell: ({ getValue }) => {
      const ending = getValue();
      return ending === null ? (
        <span className="text-muted">Tidak diisi</span>
      ) : (
        <span className="tabular whitespace-nowrap">{maskNumber(ending)}</span>
      );
    },
  }),
  column.accessor("result", {
    header: "Jawaban Dukcapil",
    cell: ({ row: { original } }) => answer(original),
  }),
  column.accessor("reason", {
    header: "Sebab",
    cell: ({ getValue }) => UNMATCHED_DUKCAPIL_LABELS[getValue()],
  }),
]);

/** The persons of a matching result who are in no family of the release in force. */
export async function UnmatchedDukcapil({
  actor,
  run,
  after,
}: {
  readonly actor: UserActor;
  readonly run: ImportRunPage;
  readonly after?: number;
}) {
  if (!run.dukcapilList) return null;
  const { rows, next } = await listUnmatchedDukcapil(db(), actor, run.dukcapilList.id, after);
  const here = `/impor/${run.id}/tidak-cocok`;
  if (rows.length === 0)
    return <EmptyState title="Semua orang di daftar ini ada di rilis yang berlaku" />;
  return (
    <>
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption="Menurut urutan di berkas; barisnya disimpan sebagaimana tertulis"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ lineNo }) => String(lineNo)}
        />
      </div>
      <Pagination
        label="Halaman daftar orang"
        firstHref={after === undefined ? null : here}
        nextHref={next === null ? null : `${here}?setelah=${next}`}
        shown={`Menampilkan ${formatNumber(rows.length)} orang`}
      />
    </>
  );
}

function answer({ result, fate }: UnmatchedPerson): string {
  const words = DUKCAPIL_RESULT_LABELS[result];
  return fate === null ? words : `${words}, ${DUKCAPIL_FATE_LABELS[fate]}`;
}

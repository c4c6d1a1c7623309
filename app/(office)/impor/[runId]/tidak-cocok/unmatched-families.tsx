import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import {
  listUnmatchedFamilies,
  type UnmatchedFamily,
} from "@/lib/import/dtks/list-unmatched-families";
import type { ImportRunPage } from "@/lib/import/queries";
import { formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";

const column = columnsOf<UnmatchedFamily>();

const COLUMNS = column.columns([
  column.accessor("name", { header: "Orang pertama di keluarga" }),
  column.accessor("lineNo", {
    header: "Baris",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("nomorKkEnding", {
    header: "No KK",
    cell: ({ getValue }) => {
      const ending = getValue();
      return ending === null ? (
        <span className="text-muted">Tidak diisi</span>
      ) : (
        <span className="tabular whitespace-nowrap">{maskNumber(ending)}</span>
      );
    },
  }),
  column.accessor("kelurahan", {
    header: "Kelurahan",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">Tidak diisi</span>,
  }),
  column.accessor("memberCount", { header: "Anggota", meta: { align: "end" } }),
]);

/** The families of the old DTKS that the release in force does not have. */
export async function UnmatchedFamilies({
  actor,
  run,
  after,
}: {
  readonly actor: UserActor;
  readonly run: ImportRunPage;
  readonly after?: number;
}) {
  if (!run.dtksList) return null;
  const { rows, next } = await listUnmatchedFamilies(db(), actor, run.dtksList.id, after);
  const here = `/impor/${run.id}/tidak-cocok`;
  if (rows.length === 0)
    return <EmptyState title="Semua keluarga DTKS ini ada di rilis yang berlaku" />;
  return (
    <>
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption="Setelah daftar ini terbit, masing-masing diperiksa sebagai kasus Tidak ada di DTSEN"
          columns={COLUMNS}
          rows={rows}
          rowKey={({ lineNo }) => String(lineNo)}
        />
      </div>
      <Pagination
        label="Halaman daftar keluarga"
        firstHref={after === undefined ? null : here}
        nextHref={next === null ? null : `${here}?setelah=${next}`}
        shown={`Menampilkan ${formatNumber(rows.length)} keluarga`}
      />
    </>
  );
}

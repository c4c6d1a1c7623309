import type { ReactNode } from "react";
import { type Columns, DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/ui/empty-state";
import { Pagination } from "@/components/ui/pagination";
import type { UnmatchedPage } from "@/lib/import/unmatched-part";
import { formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";

/** A page of the rows of a list that find nobody, in the order of its file. */
export function UnmatchedTable<Row extends { readonly lineNo: number }>({
  caption,
  columns,
  page: { rows, next },
  address,
  first,
  noun,
  nothing,
}: {
  readonly caption: ReactNode;
  readonly columns: Columns<Row>;
  readonly page: UnmatchedPage<Row>;
  /** Of the first page, with its filter. */
  readonly address: string;
  readonly first: boolean;
  /** What a row is called: "orang". */
  readonly noun: string;
  /** What an empty list means. */
  readonly nothing: string;
}) {
  if (rows.length === 0) return <EmptyState title={nothing} />;
  const nextHref = `${address}${address.includes("?") ? "&" : "?"}setelah=${next}`;
  return (
    <>
      <div className="overflow-x-auto rounded border border-line bg-surface">
        <DataTable
          caption={caption}
          columns={columns}
          rows={rows}
          rowKey={({ lineNo }) => String(lineNo)}
        />
      </div>
      <Pagination
        label={`Halaman daftar ${noun}`}
        firstHref={first ? null : address}
        nextHref={next === null ? null : nextHref}
        shown={`Menampilkan ${formatNumber(rows.length)} ${noun}`}
      />
    </>
  );
}

/** A cell that the file may have left empty. */
export function Written({ text }: { readonly text: string | null }) {
  return text || <span className="text-muted">Tidak diisi</span>;
}

/** The end of a NIK or No KK that the file may have left empty. */
export function WrittenNumber({ ending }: { readonly ending: string | null }) {
  if (ending === null) return <Written text={null} />;
  return <span className="tabular whitespace-nowrap">{maskNumber(ending)}</span>;
}

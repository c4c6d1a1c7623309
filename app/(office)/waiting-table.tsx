import Link from "next/link";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { formatNumber } from "@/lib/shared/format";

/** Something that waits: how many, how long the oldest has, and the list behind the figure. */
export interface WaitingRow {
  readonly href: string;
  readonly what: string;
  readonly explanation: string;
  readonly count: number;
  readonly age: string;
}

const column = columnsOf<WaitingRow>();

const COLUMNS = column.columns([
  column.accessor("what", {
    header: "Yang menunggu",
    cell: ({ row: { original } }) => (
      <>
        <Link href={original.href} prefetch={false}>
          {original.what}
        </Link>
        <span className="block font-normal text-caption text-muted">{original.explanation}</span>
      </>
    ),
  }),
  column.accessor("count", {
    header: "Jumlah",
    meta: { align: "end", className: "sm:w-24" },
    cell: ({ getValue }) => <strong className="text-lead">{formatNumber(getValue())}</strong>,
  }),
  column.accessor("age", { header: "Paling lama", meta: { className: "sm:w-32" } }),
]);

/** Figures that are work: every row leads to its list. */
export function WaitingTable({
  caption,
  rows,
}: {
  readonly caption: string;
  readonly rows: readonly WaitingRow[];
}) {
  return (
    <DataTable
      caption={caption}
      captionHidden
      columns={COLUMNS}
      rows={rows}
      rowKey={({ what }) => what}
    />
  );
}

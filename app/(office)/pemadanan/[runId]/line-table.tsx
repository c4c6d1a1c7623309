import Link from "next/link";
import { type Columns, columnsOf, DataTable } from "@/components/data-table/data-table";
import { DesilTag } from "@/components/households/desil-tag";
import { Nothing } from "@/components/ui/nothing";
import { differenceWords, doubtWords, SETTLED_BY_LABELS } from "@/lib/matching/labels";
import type { MatchingLine } from "@/lib/matching/list-matching-rows";
import type { MatchingTab } from "@/lib/matching/schema";
import { formatNumber } from "@/lib/shared/format";
import { maskNumber } from "@/lib/shared/mask";
import { matchingRowAddress } from "../address";

const column = columnsOf<MatchingLine>();

const CAPTIONS = {
  mirip:
    "Menunggu keputusan, menurut urutan di berkas; dibandingkan dengan orang yang paling mirip",
  padan: "Menurut urutan di berkas",
  "tidak-padan": "Menurut urutan di berkas",
} as const satisfies Record<MatchingTab, string>;

/** Rows of a compared list with one result. */
export function LineTable({
  runId,
  tab,
  rows,
}: {
  readonly runId: string;
  readonly tab: MatchingTab;
  readonly rows: readonly MatchingLine[];
}) {
  return (
    <div className="overflow-x-auto rounded border border-line bg-surface">
      <DataTable
        caption={CAPTIONS[tab]}
        columns={columnsFor(runId, tab)}
        rows={rows}
        rowKey={({ lineNo }) => String(lineNo)}
      />
    </div>
  );
}

function columnsFor(runId: string, tab: MatchingTab): Columns<MatchingLine> {
  return tab === "tidak-padan"
    ? column.columns([...written(runId), settled])
    : column.columns([...written(runId), ...found, tab === "padan" ? settled : offered]);
}

/** What the list says. */
function written(runId: string) {
  return [
    column.accessor("name", {
      header: "Nama di daftar",
      cell: ({ row: { original } }) => (
        <Link href={matchingRowAddress(runId, original.lineNo)} prefetch={false}>
          {original.name || "Nama tidak diisi"}
        </Link>
      ),
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
        if (ending === null) return <Nothing />;
        return <span className="tabular whitespace-nowrap">{maskNumber(ending)}</span>;
      },
    }),
  ];
}

/** Whom it means, or most resembles. */
const found = [
  column.accessor("personName", {
    header: "Nama di DTSEN",
    cell: ({ row: { original } }) => (
      <>
        {original.personName ?? <Nothing />}
        {original.kelurahan && (
          <span className="block text-caption text-muted">{original.kelurahan}</span>
        )}
      </>
    ),
  }),
  column.accessor("desil", {
    header: "Desil",
    cell: ({ getValue }) => <DesilTag desil={getValue()} />,
  }),
  column.accessor("score", {
    header: "Skor",
    cell: ({ getValue }) => getValue() ?? <Nothing />,
    meta: { align: "end" },
  }),
  column.accessor("differences", {
    header: "Yang berbeda",
    cell: ({ getValue, row: { original } }) =>
      differenceWords(getValue() ?? []) ||
      (original.result === "similar" ? doubtWords(original.candidates) : <Nothing />),
  }),
];

const settled = column.accessor("settledBy", {
  header: "Sebab",
  cell: ({ getValue }) => {
    const settledBy = getValue();
    return settledBy === null ? <Nothing /> : SETTLED_BY_LABELS[settledBy];
  },
});

const offered = column.accessor("candidates", {
  header: "Calon",
  cell: ({ getValue }) => `${formatNumber(getValue())} orang`,
});

import { useMemo } from "react";
import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { findProblem } from "@/lib/import/problems";
import type { Verdict } from "@/lib/import/repair/judge-grid-row";
import type { GridColumn, GridRow, RejectedPage } from "@/lib/import/repair/list-rejected-rows";
import { classNames } from "@/lib/shared/class-names";
import { formatNumber } from "@/lib/shared/format";
import { rowFieldId } from "./row-field-id";
import { RowVerdict, verdictId } from "./row-verdict";

type ShownRow = GridRow & { readonly cells: readonly string[]; readonly verdict: Verdict };

const column = columnsOf<ShownRow>();

/** Rows that have all their columns: the cells that say whose row it is. */
export function CellsTable({
  caption,
  page,
  verdicts,
}: {
  readonly caption: string;
  readonly page: RejectedPage;
  readonly verdicts: ReadonlyMap<number, Verdict>;
}) {
  // A cell of another identity would be another field, and lose what was typed into it.
  const columns = useMemo(() => columnsFor(page.columns), [page.columns]);
  const rows = page.rows.flatMap((row) => {
    const verdict = verdicts.get(row.lineNo);
    return row.cells && verdict ? [{ ...row, cells: row.cells, verdict }] : [];
  });
  if (rows.length === 0) return null;
  return (
    <div className="-mx-4 mb-4 overflow-x-auto">
      <DataTable
        caption={caption}
        columns={columns}
        rows={rows}
        rowKey={({ lineNo }) => String(lineNo)}
      />
    </div>
  );
}

function columnsFor(shown: readonly GridColumn[]) {
  return column.columns([
    column.accessor("lineNo", {
      header: "Baris",
      meta: { className: "sm:w-20" },
      cell: ({ getValue }) => (
        <>
          <span className="sm:hidden">Baris </span>
          {formatNumber(getValue())}
        </>
      ),
    }),
    column.display({
      id: "reason",
      header: "Alasan",
      meta: { className: "sm:min-w-52" },
      cell: ({ row: { original } }) => (
        <RowVerdict id={verdictId(original.lineNo)} verdict={original.verdict} row={original} />
      ),
    }),
    ...shown.map((each, index) =>
      column.display({
        id: String(each.position),
        header: each.title.replaceAll("_", " "),
        meta: { className: "max-sm:grid-cols-1! max-sm:gap-1!" },
        cell: ({ row: { original } }) => <CellField column={each} index={index} row={original} />,
      }),
    ),
  ]);
}

function CellField({
  column: { title, position, column: name },
  index,
  row: { lineNo, cells, verdict },
}: {
  readonly column: GridColumn;
  readonly index: number;
  readonly row: ShownRow;
}) {
  const code = verdict.cells[index] ?? null;
  const atFault = code !== null && (code === verdict.rejection || verdict.rejection === "nobody");
  const noteId = `catatan-${lineNo}-${position}`;
  const note = code !== null && code !== verdict.rejection ? findProblem(code)?.text : undefined;
  const digits = /^(?:nik|nomor_)/.test(name);
  return (
    <>
      <input
        id={index === 0 ? rowFieldId(lineNo) : undefined}
        data-line={lineNo}
        data-column={position}
        defaultValue={cells[index]}
        aria-label={`${title}, baris ${lineNo}`}
        aria-invalid={atFault || undefined}
        aria-describedby={classNames(verdictId(lineNo), note && noteId)}
        inputMode={digits ? "numeric" : undefined}
        autoComplete="off"
        spellCheck={false}
        className={classNames(
          "control scroll-mb-28",
          digits ? "tabular sm:min-w-48" : "sm:min-w-36",
          atFault && "border-2 border-negative",
        )}
      />
      {note && (
        <span id={noteId} className="block text-caption text-muted">
          {note}
        </span>
      )}
    </>
  );
}

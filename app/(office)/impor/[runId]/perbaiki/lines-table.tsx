import { columnsOf, DataTable } from "@/components/data-table/data-table";
import type { Verdict } from "@/lib/import/repair/judge-grid-row";
import type { GridRow, RejectedPage } from "@/lib/import/repair/list-rejected-rows";
import { classNames } from "@/lib/shared/class-names";
import { formatNumber } from "@/lib/shared/format";
import { rowFieldId } from "./row-field-id";
import { RowVerdict, verdictId } from "./row-verdict";

type ShownRow = GridRow & { readonly verdict: Verdict };

const column = columnsOf<ShownRow>();

const SIGNS: Readonly<Record<string, string>> = { "\t": "tab", ";": "titik koma", ",": "koma" };

const COLUMNS = column.columns([
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
    meta: { className: "sm:w-64" },
    cell: ({ row: { original } }) => (
      <RowVerdict id={verdictId(original.lineNo)} verdict={original.verdict} row={original} />
    ),
  }),
  column.accessor("line", {
    header: "Isi baris",
    meta: { className: "max-sm:grid-cols-1! max-sm:gap-1!" },
    cell: ({ row: { original } }) => <LineField row={original} />,
  }),
]);

/** Lines that have more or fewer fields than the file has columns: they are mended as lines. */
export function LinesTable({
  page,
  verdicts,
}: {
  readonly page: RejectedPage;
  readonly verdicts: ReadonlyMap<number, Verdict>;
}) {
  const rows = page.rows.flatMap((row) => {
    const verdict = verdicts.get(row.lineNo);
    return row.cells === null && verdict ? [{ ...row, verdict }] : [];
  });
  if (rows.length === 0) return null;
  const { delimiter, header } = page;
  return (
    <>
      <div className="-mx-4 mb-2">
        <DataTable
          caption={`Baris yang jumlah kolomnya keliru: setiap baris harus ${formatNumber(header.length)} kolom, dipisah ${SIGNS[delimiter] ?? delimiter}`}
          columns={COLUMNS}
          rows={rows}
          rowKey={({ lineNo }) => String(lineNo)}
        />
      </div>
      <details className="mb-4 text-small">
        <summary className="min-h-11 content-center text-link underline md:min-h-8">
          Urutan {formatNumber(header.length)} kolom
        </summary>
        <ol className="list-decimal columns-1 gap-6 pl-8 sm:columns-3">
          {header.map((name, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name, and none moves
            <li key={index} className="break-all">
              {name}
            </li>
          ))}
        </ol>
      </details>
    </>
  );
}

function LineField({ row: { lineNo, line, verdict } }: { readonly row: ShownRow }) {
  if (line === null)
    return <span className="text-muted">Terlalu panjang untuk diperbaiki di sini.</span>;
  const countId = `kolom-${lineNo}`;
  return (
    <>
      <textarea
        id={rowFieldId(lineNo)}
        data-line={lineNo}
        data-column="baris"
        defaultValue={line}
        aria-label={`Isi baris ${lineNo}`}
        aria-invalid={verdict.rejection === null ? undefined : true}
        aria-describedby={`${verdictId(lineNo)} ${countId}`}
        autoComplete="off"
        spellCheck={false}
        rows={4}
        className={classNames(
          "control scroll-mb-28 break-all font-mono text-caption",
          verdict.rejection !== null && "border-2 border-negative",
        )}
      />
      <span id={countId} className="block text-caption text-muted">
        {verdict.fieldCount === null
          ? "Tanda petiknya tidak tertutup"
          : `${formatNumber(verdict.fieldCount)} kolom`}
      </span>
    </>
  );
}

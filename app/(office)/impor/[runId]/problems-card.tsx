import { columnsOf, DataTable } from "@/components/data-table/data-table";
import { Card } from "@/components/ui/card";
import { Tag } from "@/components/ui/tag";
import { COLUMN_LABELS } from "@/lib/import/column-labels";
import type { FirstPlace } from "@/lib/import/first-place";
import type { ProblemGroup } from "@/lib/import/group-problems";
import { IMPORT_FILE_ROLE_LABELS } from "@/lib/import/labels";
import { findProblem } from "@/lib/import/problems";
import { formatNumber } from "@/lib/shared/format";
import { BreakableName } from "../breakable-name";

export interface ShownProblem extends ProblemGroup {
  /** The first lines, in the order of the file. */
  readonly lineNos: readonly number[];
  /** Beside each line, the row before that has its number; null where the problem is another. */
  readonly firsts: readonly (FirstPlace | null)[];
  /** Of several files the one that they stand in; null where there is one. */
  readonly fileName: string | null;
}

const COLUMNS_NAMED_MAX = 3;

const column = columnsOf<ShownProblem>();

const COLUMNS = column.columns([
  column.accessor("code", {
    header: "Masalah dan yang dapat dilakukan",
    cell: ({ row: { original } }) => {
      const problem = findProblem(original.code);
      return (
        <>
          <Tag tone={original.severity === "rejected" ? "negative" : "warning"}>
            {original.severity === "rejected" ? "Ditolak" : "Peringatan"}
          </Tag>{" "}
          {problem?.text ?? original.code}
          <span className="block font-normal text-muted">{problem?.remedy}</span>
          <WrittenTexts problem={original} />
        </>
      );
    },
    meta: { className: "lg:w-1/2" },
  }),
  column.accessor("role", {
    header: "Berkas dan kolom",
    cell: ({ row: { original } }) => (
      <>
        {IMPORT_FILE_ROLE_LABELS[original.role]}
        {original.columns.length > 0 && (
          <span className="block text-caption text-muted">{columnNames(original)}</span>
        )}
      </>
    ),
  }),
  column.accessor("count", {
    header: "Jumlah",
    cell: ({ getValue }) => formatNumber(getValue()),
    meta: { align: "end" },
  }),
  column.accessor("lineNos", {
    header: "Nomor baris",
    cell: ({ row: { original } }) => (
      <span className="tabular">
        {original.fileName !== null && (
          <span className="block text-caption text-muted">
            <BreakableName name={original.fileName} />
          </span>
        )}
        {linesOf(original)}
        <FirstPlaces problem={original} />
      </span>
    ),
  }),
]);

/** What was wrong, by reason: what to do, how often, and where in the file. */
export function ProblemsCard({ problems }: { readonly problems: readonly ShownProblem[] }) {
  if (problems.length === 0)
    return (
      <Card title="Masalah">
        <p>Tidak ada baris yang bermasalah.</p>
      </Card>
    );
  return (
    <Card
      title="Masalah"
      note="Baris yang diberi peringatan tetap masuk; yang ditolak tidak."
      flush
    >
      <DataTable
        caption="Masalah menurut sebabnya"
        captionHidden
        columns={COLUMNS}
        rows={problems}
        rowKey={({ role, code }) => `${role} ${code}`}
      />
    </Card>
  );
}

/** What stands in the columns instead of what was expected: one mistake is often in thousands of rows. */
function WrittenTexts({ problem }: { readonly problem: ProblemGroup }) {
  const told = problem.columns.filter(({ texts }) => texts.length > 0);
  if (told.length === 0) return null;
  return (
    <details className="font-normal">
      <summary className="min-h-11 py-2 text-link underline md:min-h-8 md:py-1">
        Isian yang tertulis
      </summary>
      <ul className="text-caption">
        {told.map(({ name, count, texts }) => (
          <li key={name} className="mb-2">
            {columnName(problem, name)}:
            <ul className="list-disc pl-5 [overflow-wrap:anywhere]">
              {texts.map(({ text, count }, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two numbers may be masked as one text
                <li key={index}>
                  {text || "(kosong)"}, {formatNumber(count)} kali
                </li>
              ))}
              {count > sumOf(texts) && <li>lainnya, {formatNumber(count - sumOf(texts))} kali</li>}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** Where the numbers stand that are there twice: both rows are looked at together. */
function FirstPlaces({ problem: { lineNos, firsts } }: { readonly problem: ShownProblem }) {
  const pairs = lineNos.flatMap((lineNo, index) => {
    const first = firsts[index];
    return first ? [{ lineNo, first }] : [];
  });
  if (pairs.length === 0) return null;
  return (
    <details className="font-normal">
      <summary className="min-h-11 py-2 text-link underline md:min-h-8 md:py-1">
        Baris yang pertama
      </summary>
      <ul className="list-disc pl-5 text-left text-caption">
        {pairs.map(({ lineNo, first }) => (
          <li key={lineNo}>
            Baris {formatNumber(lineNo)}: sudah di <BreakableName name={first.fileName} /> baris{" "}
            {formatNumber(first.lineNo)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function sumOf(texts: readonly { readonly count: number }[]): number {
  return texts.reduce((sum, { count }) => sum + count, 0);
}

function columnNames(problem: ProblemGroup): string {
  const { columns } = problem;
  const named = columns.slice(0, COLUMNS_NAMED_MAX).map(({ name }) => columnName(problem, name));
  const others = columns.length - named.length;
  return others > 0 ? `${named.join(", ")}, dan ${others} kolom lain` : named.join(", ");
}

/** As the columns are called where they were chosen. */
function columnName({ role }: ProblemGroup, column: string): string {
  return COLUMN_LABELS[role][column] ?? column;
}

/** The header is line 1, as in a text editor and in a spreadsheet. */
function linesOf({ lineNos, count, columns }: ShownProblem): string {
  const shown = lineNos.map((lineNo) => formatNumber(lineNo)).join(", ");
  const others = count - lineNos.length;
  // A line with the problem in two columns is counted twice, so the rest are places, not lines.
  const unit = columns.length > 1 ? "tempat lain" : "baris lain";
  return others > 0 ? `${shown}, dan ${formatNumber(others)} ${unit}` : shown;
}

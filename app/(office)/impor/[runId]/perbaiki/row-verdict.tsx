import { Tag } from "@/components/ui/tag";
import { findProblem } from "@/lib/import/problems";
import type { Verdict } from "@/lib/import/repair/judge-grid-row";
import type { GridRow } from "@/lib/import/repair/list-rejected-rows";

/** Why a row is rejected and what to do, or that it will be taken. */
export function RowVerdict({
  id,
  verdict,
  row: { code, first },
}: {
  readonly id: string;
  readonly verdict: Verdict;
  readonly row: Pick<GridRow, "code" | "first">;
}) {
  const problem = verdict.rejection === null ? undefined : findProblem(verdict.rejection);
  if (verdict.rejection === null)
    return (
      <span id={id}>
        <Tag tone="positive">{verdict.changed ? "Siap diperiksa ulang" : "Sudah diterima"}</Tag>
      </span>
    );
  return (
    <span id={id}>
      {problem?.text ?? verdict.rejection} {verdict.rejection === code && first}
      <span className="block text-muted">{problem?.remedy}</span>
    </span>
  );
}

/** The id of a row's verdict, by which its fields are described. */
export function verdictId(lineNo: number): string {
  return `alasan-${lineNo}`;
}

"use client";

import { ChevronDown } from "lucide-react";
import { type ReactNode, use } from "react";
import { errorsOf } from "@/lib/actions/action-state";
import { columnField } from "@/lib/import/column-fields";
import { ColumnAnswersContext } from "./column-answers-context";

/** Columns that need no look, folded; open where one of them keeps the form from being taken. */
export function FoldedColumns({
  file,
  positions,
  open,
  summary,
  children,
}: {
  readonly file: number;
  readonly positions: readonly number[];
  readonly open: boolean;
  readonly summary: string;
  readonly children: ReactNode;
}) {
  const { state } = use(ColumnAnswersContext);
  const inside = new Set(positions.map((position) => columnField(file, position)));
  const wrong = errorsOf(state).some(({ field }) => field !== undefined && inside.has(field));
  return (
    <details open={open || wrong} className="group/columns border-line not-first:border-t">
      <summary className="flex min-h-11 items-center gap-2 px-4 py-2 font-semibold text-link">
        <ChevronDown aria-hidden className="size-4 shrink-0 group-open/columns:rotate-180" />
        {summary}
      </summary>
      {children}
    </details>
  );
}

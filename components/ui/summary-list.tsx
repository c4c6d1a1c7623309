import type { ReactNode } from "react";
import { classNames } from "@/lib/shared/class-names";

export interface SummaryRow {
  /** Tells rows of the same term apart. */
  readonly key?: string;
  readonly term: string;
  /** Empty or null shows "Tidak diisi": a blank would leave the reader guessing. */
  readonly value: ReactNode;
}

const COLUMNS = {
  1: { list: "", row: "last:border-0" },
  2: { list: "lg:grid-cols-2 lg:gap-x-8", row: "" },
} as const;

/** Facts about one record as a `<dl>`: term left, value right; a narrow card or a phone leaves the terms less room. */
export function SummaryList({
  rows,
  columns = 1,
}: {
  readonly rows: readonly SummaryRow[];
  readonly columns?: keyof typeof COLUMNS;
}) {
  return (
    <dl className={classNames("@container grid text-small", COLUMNS[columns].list)}>
      {rows.map(({ key, term, value }) => (
        <div
          key={key ?? term}
          className={classNames(
            "grid grid-cols-[7rem_minmax(0,1fr)] gap-3 border-b border-line py-1.5 @md:grid-cols-[10.5rem_minmax(0,1fr)]",
            COLUMNS[columns].row,
          )}
        >
          <dt className="text-muted">{term}</dt>
          <dd className="min-w-0 break-words">
            {value == null || value === "" ? (
              <span className="text-muted">Tidak diisi</span>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

"use client";

import type { ReactNode } from "react";
import { Notice } from "@/components/ui/notice";
import { formatNumber } from "@/lib/shared/format";
import type { ToldOutcome } from "./tell-outcome";

/** What can be done with what is ticked; in sight while the list is. */
export function BulkBar({
  ticks: { count, setAll },
  children,
}: {
  readonly ticks: { readonly count: number; readonly setAll: (on: boolean) => void };
  readonly children: ReactNode;
}) {
  return (
    <div className="sticky bottom-0 z-10 mt-3 has-[details[open]]:static rounded border border-line-control bg-surface px-4 py-3 shadow-lg">
      <p className="mb-2 flex flex-wrap items-center justify-between gap-x-4 text-small">
        <span role="status" className="tabular font-semibold">
          {formatNumber(count)} usulan dicentang
        </span>
        <button
          type="button"
          onClick={() => setAll(count === 0)}
          className="min-h-11 text-link underline hover:text-link-hover md:min-h-8"
        >
          {count === 0 ? "Centang semua di halaman ini" : "Hapus semua centang"}
        </button>
      </p>
      {children}
    </div>
  );
}

/** What became of the list that was sent. */
export function OutcomeNotice({
  outcome: { done, refused },
  verb,
}: {
  readonly outcome: ToldOutcome;
  /** What was done: "disahkan". */
  readonly verb: string;
}) {
  return (
    <div className="mt-3">
      {done > 0 && <Notice tone="positive" title={`${formatNumber(done)} usulan ${verb}`} live />}
      {refused.length > 0 && (
        <Notice tone="warning" title={`${formatNumber(refused.length)} usulan tidak ${verb}`} live>
          <ul className="text-small">
            {refused.map(({ number, message }, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: what nobody knows has no number
              <li key={index}>{number === null ? message : `Usulan ${number}: ${message}`}</li>
            ))}
          </ul>
        </Notice>
      )}
    </div>
  );
}

"use client";

import { type ReactNode, useState } from "react";

export interface Ticks {
  readonly count: number;
  has(value: string): boolean;
  set(value: string, ticked: boolean): void;
  /** Ticks every box of the form on this page, or none. */
  setAll(ticked: boolean): void;
}

/**
 * Which lines are ticked. The boxes keep their own state, so that they work before scripts run; what
 * is remembered here is their default, to which a form goes back after it was sent: a refused form
 * must not lose ten ticks.
 */
export function useTicks(formId: string, values: readonly string[]): Ticks {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const onPage = new Set(values);
  return {
    count: [...ticked].filter((value) => onPage.has(value)).length,
    has: (value) => ticked.has(value),
    set(value, on) {
      const next = new Set(ticked);
      if (on) next.add(value);
      else next.delete(value);
      setTicked(next);
    },
    setAll(on) {
      for (const box of document.querySelectorAll<HTMLInputElement>(
        `input[type=checkbox][form="${formId}"]`,
      ))
        box.checked = on;
      setTicked(new Set(on ? values : []));
    },
  };
}

/** The box of one line; it belongs to the form beside the list. */
export function TickBox({
  formId,
  value,
  label,
  ticks,
}: {
  readonly formId: string;
  readonly value: string;
  readonly label: string;
  readonly ticks: Ticks;
}) {
  return (
    <label className="-my-1 flex min-h-11 min-w-11 shrink-0 items-center justify-end gap-2 text-small text-muted">
      <span className="max-sm:sr-only">
        Centang<span className="sr-only"> {label}</span>
      </span>
      <input
        key={value}
        type="checkbox"
        form={formId}
        name="proposal"
        value={value}
        defaultChecked={ticks.has(value)}
        onChange={(event) => ticks.set(value, event.currentTarget.checked)}
        className="size-5 shrink-0 accent-brand"
      />
    </label>
  );
}

/** How many are ticked, and all at once. There is nothing to count before scripts run. */
export function TickAll({ ticks, total }: { readonly ticks: Ticks; readonly total: number }) {
  const all = ticks.count === total && total > 0;
  return (
    <p className="mb-3 flex flex-wrap items-center justify-between gap-2 text-small">
      <span role="status" className="tabular font-semibold">
        {ticks.count} baris dicentang
      </span>
      <button
        type="button"
        onClick={() => ticks.setAll(!all)}
        className="min-h-11 text-link underline [word-spacing:inherit] hover:text-link-hover md:min-h-8"
      >
        {all ? "Hapus semua centang" : "Centang semua di halaman ini"}
      </button>
    </p>
  );
}

/** On a phone the form stands below all lines; this leads there. */
export function ToPanel({ id, children }: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p className="mb-2 lg:hidden">
      <a href={`#${id}`} className="inline-flex min-h-11 items-center text-small">
        {children}
      </a>
    </p>
  );
}

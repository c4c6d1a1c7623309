"use client";

import { type ReactNode, useActionState, useEffect, useRef } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE } from "@/lib/actions/action-state";
import { decide } from "./actions";

export interface Offer {
  readonly memberLine: number;
  /** "SITI AMINAH, skor 97". */
  readonly label: ReactNode;
  readonly comparison: ReactNode;
}

/**
 * The persons whom a row may mean, each beside the row. The first choice has the focus when the page
 * comes: arrows choose, Enter decides, and the next row follows.
 */
export function DecideForm({
  runId,
  lineNo,
  offers,
}: {
  readonly runId: string;
  readonly lineNo: number;
  readonly offers: readonly Offer[];
}) {
  const [state, send] = useActionState(decide, IDLE);
  const error = errorAt(state, "person");
  const first = useRef<HTMLInputElement>(null);
  // The page has this one task, row after row; what stands above it stays in sight.
  useEffect(() => first.current?.focus({ preventScroll: true }), []);
  return (
    <form action={send} noValidate>
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="lineNo" value={lineNo} />
      <fieldset aria-describedby={error ? "person-error" : "person-hint"}>
        <legend className="mb-1 font-semibold">Orang yang mana di DTSEN?</legend>
        <p id="person-hint" className="mb-3 text-small text-muted">
          Pilih dengan panah, putuskan dengan Enter; baris berikutnya langsung terbuka.
        </p>
        {error && (
          <p id="person-error" className="mb-2 font-semibold text-negative">
            <span className="sr-only">Galat: </span>
            {error}
          </p>
        )}
        <div className="grid items-start gap-4 xl:grid-cols-2">
          {offers.map(({ memberLine, label, comparison }, index) => (
            <div
              key={memberLine}
              className="rounded border border-line bg-surface px-4 py-3 has-checked:border-brand has-checked:ring-1 has-checked:ring-brand"
            >
              <label className="flex min-h-11 items-center gap-2.5 font-semibold">
                <input
                  ref={index === 0 ? first : undefined}
                  id={index === 0 ? "person" : undefined}
                  type="radio"
                  name="person"
                  value={memberLine}
                  className="size-4.5 shrink-0 accent-brand"
                />
                <span className="min-w-0">{label}</span>
              </label>
              {comparison}
            </div>
          ))}
          <div className="rounded border border-line bg-surface px-4 py-3 has-checked:border-brand has-checked:ring-1 has-checked:ring-brand">
            <label className="flex min-h-11 items-center gap-2.5 font-semibold">
              <input
                type="radio"
                name="person"
                value="none"
                className="size-4.5 shrink-0 accent-brand"
              />
              Bukan salah satunya: tidak padan
            </label>
          </div>
        </div>
      </fieldset>
      <div className="mt-4">
        <SubmitButton pendingText="Menyimpan …">Putuskan</SubmitButton>
      </div>
    </form>
  );
}

"use client";

import { SubmitButton } from "@/components/forms/submit-button";
import { type ActionState, errorsOf, valueAt } from "@/lib/actions/action-state";
import type { LineOutcomes } from "@/lib/hand-over/types";
import type { DeskLine } from "./entry-desk";

/** Notes one line as typed in: the day, what SIKS-NG answered, Enter. */
export function EntryForm({
  batchId,
  line: { lineNo, ticked },
  today,
  day,
  onDay,
  state,
  action,
  onSubmit,
}: {
  readonly batchId: string;
  readonly line: DeskLine;
  readonly today: string;
  readonly day: string;
  readonly onDay: (day: string) => void;
  /** What the last form was told, if it was this one. */
  readonly state: ActionState<LineOutcomes>;
  readonly action: (form: FormData) => void;
  readonly onSubmit: () => void;
}) {
  const errors = errorsOf(state);
  const errorId = `galat-${lineNo}`;
  const described = errors.length > 0 ? errorId : undefined;
  return (
    <form
      action={action}
      onSubmit={onSubmit}
      noValidate
      aria-label={`Catat baris ${lineNo}`}
      className="-mx-4 -mb-3 mt-4 border-t border-line bg-sunken px-4 py-3"
    >
      {errors.length > 0 && (
        <p id={errorId} role="alert" className="mb-2 font-semibold text-small text-negative">
          {errors.map(({ message }) => message).join(" ")}
        </p>
      )}
      <input type="hidden" name="batchId" value={batchId} />
      <input type="hidden" name="proposal" value={ticked} />
      <div className="grid items-end gap-3 sm:grid-cols-[10.5rem_minmax(0,1fr)_auto]">
        <label className="text-small">
          <span className="mb-1 block font-semibold">Tanggal entri</span>
          <input
            type="date"
            name="enteredOn"
            max={today}
            value={day}
            onChange={(event) => onDay(event.currentTarget.value)}
            aria-describedby={described}
            className="control"
          />
        </label>
        <label className="min-w-0 text-small">
          <span className="mb-1 block font-semibold">Bukti dari SIKS-NG</span>
          <input
            name="evidence"
            maxLength={500}
            autoComplete="off"
            defaultValue={valueAt(state, "evidence")}
            aria-describedby={described}
            aria-invalid={errors.length > 0 ? true : undefined}
            className="control"
          />
        </label>
        <SubmitButton pendingText="Mencatat …">Sudah dientri</SubmitButton>
      </div>
    </form>
  );
}

"use client";

import { SubmitButton } from "@/components/forms/submit-button";
import { type ActionState, errorsOf, valueAt } from "@/lib/actions/action-state";

/** Takes back an entry that was noted by mistake; folded, because it is rare. */
export function UndoForm({
  lineNo,
  proposal,
  action,
  state,
}: {
  readonly lineNo: number;
  readonly proposal: { readonly id: string; readonly version: number };
  readonly action: (form: FormData) => void;
  /** What the last form was told, if it was this one. */
  readonly state: ActionState<unknown>;
}) {
  const errors = errorsOf(state);
  const errorId = `galat-tarik-${lineNo}`;
  return (
    <details className="text-small" open={errors.length > 0}>
      <summary className="inline-flex min-h-11 items-center font-semibold text-link underline md:min-h-8">
        Salah catat? Tarik kembali entri
        <span className="sr-only"> baris {lineNo}</span>
      </summary>
      <form action={action} noValidate className="mt-2 max-w-xl">
        <p className="mb-2 text-muted">
          Hanya catatan di Tepat yang ditarik. Jika usulannya sudah masuk SIKS-NG, batalkan juga di
          sana.
        </p>
        {errors.length > 0 && (
          <p id={errorId} role="alert" className="mb-2 font-semibold text-negative">
            {errors.map(({ message }) => message).join(" ")}
          </p>
        )}
        <input type="hidden" name="proposalId" value={proposal.id} />
        <input type="hidden" name="version" value={proposal.version} />
        <label className="mb-3 block">
          <span className="mb-1 block font-semibold">Alasan menarik kembali</span>
          <input
            name="reason"
            maxLength={2000}
            autoComplete="off"
            defaultValue={valueAt(state, "reason")}
            aria-describedby={errors.length > 0 ? errorId : undefined}
            aria-invalid={errors.length > 0 ? true : undefined}
            className="control"
          />
        </label>
        <SubmitButton variant="secondary" pendingText="Menarik …">
          Tarik kembali entri
        </SubmitButton>
      </form>
    </details>
  );
}

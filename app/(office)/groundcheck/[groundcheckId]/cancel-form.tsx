"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { formatNumber } from "@/lib/shared/format";
import { cancel } from "./actions";

/** Calls a visit off; its cases wait for another one. */
export function CancelForm({
  groundcheckId,
  version,
  available,
}: {
  readonly groundcheckId: string;
  readonly version: number;
  readonly available: boolean;
}) {
  const [state, send] = useActionState(cancel, IDLE);
  if (state.status === "ok")
    return (
      <Notice tone="positive" title="Kunjungan sudah dibatalkan" live>
        {formatNumber(state.value.reopened)} kasus terbuka lagi dan dapat ditugaskan lagi.
      </Notice>
    );
  if (!available) return null;
  return (
    <section
      aria-labelledby="batalkan"
      className="mb-5 rounded border border-line bg-surface px-4 py-4"
    >
      <h2 id="batalkan" className="mb-1 text-heading">
        Batalkan kunjungan
      </h2>
      <p className="mb-3 text-muted text-small">
        Kasus keluarga ini terbuka lagi dan dapat ditugaskan kepada siapa pun.
      </p>
      <form action={send} noValidate>
        <ErrorSummary errors={errorsOf(state, { reason: "alasan-batal" })} />
        <input type="hidden" name="groundcheckId" value={groundcheckId} />
        <input type="hidden" name="version" value={version} />
        <TextareaField
          name="reason"
          id="alasan-batal"
          label="Alasan"
          hint="Tanpa NIK atau No KK"
          rows={2}
          maxLength={2000}
          className="max-w-2xl"
          defaultValue={valueAt(state, "reason")}
          error={errorAt(state, "reason")}
        />
        <SubmitButton variant="danger" pendingText="Membatalkan …">
          Batalkan kunjungan
        </SubmitButton>
      </form>
    </section>
  );
}

"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { withdraw } from "./actions";

/** Takes the release in force out of force, with the reason that everybody will read. */
export function WithdrawForm({
  runId,
  version,
  releaseName,
}: {
  readonly runId: string;
  /** The version the person looks at: a step on another one is refused. */
  readonly version: number;
  readonly releaseName: string;
}) {
  const [state, send] = useActionState(withdraw, IDLE);
  return (
    <form action={send} noValidate>
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="version" value={version} />
      <TextareaField
        name="reason"
        label="Alasan ditarik"
        hint="Dibaca semua petugas di riwayat impor dan dicatat di jejak audit. Jangan tulis nama, NIK, atau No KK."
        rows={3}
        maxLength={500}
        required
        defaultValue={valueAt(state, "reason") ?? ""}
        error={errorAt(state, "reason")}
      />
      <SubmitButton variant="danger" pendingText="Menarik …">
        Tarik rilis {releaseName}
      </SubmitButton>
    </form>
  );
}

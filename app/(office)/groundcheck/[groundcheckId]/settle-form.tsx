"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { settle } from "./actions";

/** Decides that the first submission stays; the other one is kept beside it. */
export function SettleForm({
  conflictId,
  available,
}: {
  readonly conflictId: string;
  readonly available: boolean;
}) {
  const [state, send] = useActionState(settle, IDLE);
  if (state.status === "ok")
    return (
      <div className="px-4">
        <Notice tone="positive" title="Kiriman sudah diputuskan" live>
          Kiriman pertama tetap berlaku. Jika isinya keliru, kembalikan hasil kunjungan ini.
        </Notice>
      </div>
    );
  if (!available) return null;
  return (
    <form action={send} noValidate className="border-line border-t px-4 py-4">
      <ErrorSummary errors={errorsOf(state, { reason: `alasan-kiriman-${conflictId}` })} />
      <input type="hidden" name="conflictId" value={conflictId} />
      <TextareaField
        name="reason"
        id={`alasan-kiriman-${conflictId}`}
        label="Alasan kiriman pertama berlaku"
        hint="Tulis apa yang Anda bandingkan, tanpa NIK atau No KK. Kiriman ini tetap disimpan."
        rows={2}
        maxLength={2000}
        className="max-w-2xl"
        defaultValue={valueAt(state, "reason")}
        error={errorAt(state, "reason")}
      />
      <SubmitButton variant="secondary" pendingText="Menyimpan …">
        Putuskan: kiriman pertama berlaku
      </SubmitButton>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { ChoiceField, TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import type { DecisionAction } from "@/lib/programs/suspension-schema";
import { decideAid } from "./actions";

const CHOICES: Record<DecisionAction, { readonly text: string; readonly hint: string }> = {
  resume: {
    text: "Lanjutkan bantuan",
    hint: "Bantuan aktif kembali dan tidak ditangguhkan lagi oleh kasus yang sama.",
  },
  end: {
    text: "Akhiri bantuan",
    hint: "Daftar penerima berikutnya tidak menghidupkannya kembali dengan sendirinya.",
  },
};

/**
 * Decides about a suspended aid, and then says what that means. It stays on the page afterwards, so
 * that the answer is still there when the page shows the new state.
 */
export function DecisionForm({
  participationId,
  version,
  program,
  choices,
}: {
  readonly participationId: string;
  readonly version: number;
  readonly program: string;
  /** What this person may decide now; empty where nothing. */
  readonly choices: readonly DecisionAction[];
}) {
  const [state, send] = useActionState(decideAid, IDLE);
  if (state.status === "ok")
    return (
      <Notice
        tone="positive"
        title={state.value.state === "active" ? `${program} dilanjutkan` : `${program} diakhiri`}
        live
      >
        Alasan Anda tersimpan di riwayat, juga pada kasus keluarga ini.
      </Notice>
    );
  if (choices.length === 0) return null;
  const [only] = choices;
  return (
    <section
      aria-labelledby="keputusan-bantuan"
      className="mb-5 rounded border border-line bg-surface px-4 py-4"
    >
      <h2 id="keputusan-bantuan" className="mb-3 text-heading">
        Keputusan
      </h2>
      <form action={send} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="participationId" value={participationId} />
        <input type="hidden" name="version" value={version} />
        {choices.length === 1 && only !== undefined ? (
          <>
            <input type="hidden" name="action" value={only} />
            <p className="mb-3 max-w-prose text-small text-muted">
              {CHOICES[only].hint}
              {only === "resume" && " Mengakhiri bantuan hanya oleh kepala dinas."}
            </p>
          </>
        ) : (
          <ChoiceField
            type="radio"
            name="action"
            label={`Bantuan ${program} keluarga ini`}
            error={errorAt(state, "action")}
            chosen={[valueAt(state, "action") ?? ""]}
            options={choices.map((choice) => ({ value: choice, ...CHOICES[choice] }))}
          />
        )}
        <TextareaField
          name="reason"
          label="Alasan"
          hint="Tulis apa yang mendasari keputusan, tanpa NIK atau No KK"
          rows={3}
          maxLength={2000}
          className="max-w-2xl"
          defaultValue={valueAt(state, "reason")}
          error={errorAt(state, "reason")}
        />
        <SubmitButton pendingText="Menyimpan …">
          {choices.length === 1 && only !== undefined ? CHOICES[only].text : "Simpan keputusan"}
        </SubmitButton>
      </form>
    </section>
  );
}

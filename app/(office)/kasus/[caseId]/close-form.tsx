"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { confirm, dismiss } from "./actions";

/** The two ways in which a person closes a case, in the words of each. */
const WAYS = {
  dismiss: {
    send: dismiss,
    title: "Bukan kesalahan?",
    explanation:
      "Tutup kasus ini jika datanya memang benar. Kasus tetap tertutup sampai nilainya berubah. Bantuan yang ditangguhkan tidak aktif kembali dengan sendirinya.",
    hint: "Tulis apa yang diperiksa dan hasilnya, tanpa NIK atau No KK",
    button: "Tutup kasus: bukan kesalahan",
    done: "Kasus sudah ditutup",
  },
  confirm: {
    send: confirm,
    title: "Datanya benar?",
    explanation:
      "Tutup kasus ini jika kunjungan menunjukkan bahwa data di DTSEN sudah sesuai keadaan. Bantuan yang ditangguhkan diputus tersendiri di Penangguhan.",
    hint: "Tulis apa yang terlihat pada kunjungan, tanpa NIK atau No KK",
    button: "Putuskan: data benar",
    done: "Diputus: data benar",
  },
} as const;

/**
 * Closes a case with a reason, and then says what that means. It stays on the page while the case
 * is closed, so that the answer is still there when the page shows the new state.
 */
export function CloseForm({
  way,
  caseId,
  version,
  available,
}: {
  readonly way: keyof typeof WAYS;
  readonly caseId: string;
  readonly version: number;
  readonly available: boolean;
}) {
  const { send, title, explanation, hint, button, done } = WAYS[way];
  const [state, act] = useActionState(send, IDLE);
  if (state.status === "ok")
    return (
      <Notice tone="positive" title={done} live>
        Alasan Anda tersimpan di riwayat. Kasus ini tetap tertutup sampai nilainya berubah di data
        baru.
      </Notice>
    );
  if (!available) return null;
  return (
    <section
      aria-labelledby={`${way}-kasus`}
      className="no-print mb-5 rounded border border-line bg-surface px-4 py-4"
    >
      <h2 id={`${way}-kasus`} className="mb-1 text-heading">
        {title}
      </h2>
      <p className="mb-3 max-w-prose text-small text-muted">{explanation}</p>
      <form action={act} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="caseId" value={caseId} />
        <input type="hidden" name="version" value={version} />
        <TextareaField
          name="reason"
          label="Alasan"
          hint={hint}
          rows={3}
          maxLength={2000}
          className="max-w-2xl"
          defaultValue={valueAt(state, "reason")}
          error={errorAt(state, "reason")}
        />
        <SubmitButton variant="secondary" pendingText="Menutup …">
          {button}
        </SubmitButton>
      </form>
    </section>
  );
}

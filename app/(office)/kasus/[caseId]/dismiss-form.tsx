"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { dismiss } from "./actions";

/**
 * Closes a case as no error, and then says what that means. It stays on the page while the case
 * is closed, so that the answer is still there when the page shows the new state.
 */
export function DismissForm({
  caseId,
  version,
  available,
}: {
  readonly caseId: string;
  readonly version: number;
  readonly available: boolean;
}) {
  const [state, send] = useActionState(dismiss, IDLE);
  if (state.status === "ok")
    return (
      <Notice tone="positive" title="Kasus sudah ditutup" live>
        Alasan Anda tersimpan di riwayat. Kasus ini tetap tertutup sampai nilainya berubah di data
        baru.
      </Notice>
    );
  if (!available) return null;
  return (
    <section
      aria-labelledby="tutup-kasus"
      className="mb-5 rounded border border-line bg-surface px-4 py-4"
    >
      <h2 id="tutup-kasus" className="mb-1 text-heading">
        Bukan kesalahan?
      </h2>
      <p className="mb-3 max-w-prose text-small text-muted">
        Tutup kasus ini jika datanya memang benar. Kasus tetap tertutup sampai nilainya berubah.
        Bantuan yang ditangguhkan tidak aktif kembali dengan sendirinya.
      </p>
      <form action={send} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="caseId" value={caseId} />
        <input type="hidden" name="version" value={version} />
        <TextareaField
          name="reason"
          label="Alasan"
          hint="Tulis apa yang diperiksa dan hasilnya, tanpa NIK atau No KK"
          rows={3}
          maxLength={2000}
          className="max-w-2xl"
          defaultValue={valueAt(state, "reason")}
          error={errorAt(state, "reason")}
        />
        <SubmitButton variant="secondary" pendingText="Menutup …">
          Tutup kasus: bukan kesalahan
        </SubmitButton>
      </form>
    </section>
  );
}

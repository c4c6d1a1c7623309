"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { verify } from "./actions";

/** Accepts what the companion found, and then says what comes next. */
export function VerifyForm({
  groundcheckId,
  version,
  available,
}: {
  readonly groundcheckId: string;
  readonly version: number;
  readonly available: boolean;
}) {
  const [state, send] = useActionState(verify, IDLE);
  if (state.status === "ok")
    return (
      <Notice tone="positive" title="Hasil kunjungan sudah diverifikasi" live>
        Kasus keluarga ini sekarang menunggu putusan: usulkan perbaikan, atau nyatakan datanya
        benar, di halaman kasusnya.
      </Notice>
    );
  if (!available) return null;
  return (
    <section
      aria-labelledby="verifikasi"
      className="mb-5 rounded border border-line bg-surface px-4 py-4"
    >
      <h2 id="verifikasi" className="mb-1 text-heading">
        Verifikasi hasil kunjungan
      </h2>
      <p className="mb-3 max-w-prose text-small text-muted">
        Setelah diverifikasi, hasil ini tidak dapat diubah dan menjadi dasar putusan setiap
        kasusnya.
      </p>
      <form action={send} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="groundcheckId" value={groundcheckId} />
        <input type="hidden" name="version" value={version} />
        <SubmitButton pendingText="Memverifikasi …">Verifikasi</SubmitButton>
      </form>
    </section>
  );
}

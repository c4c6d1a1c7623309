"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE } from "@/lib/actions/action-state";
import { formatNumber } from "@/lib/shared/format";
import { changePassword } from "./actions";

export function PasswordForm({
  username,
  hint,
}: {
  readonly username: string;
  readonly hint: string;
}) {
  const [state, send] = useActionState(changePassword, IDLE);
  return (
    <form action={send} noValidate>
      {state.status === "ok" && (
        <Notice tone="positive" title="Kata sandi sudah diganti" live>
          {state.value.sessions > 0
            ? `${formatNumber(state.value.sessions)} perangkat lain dikeluarkan; perangkat ini tetap masuk.`
            : "Perangkat ini tetap masuk."}
        </Notice>
      )}
      <ErrorSummary errors={errorsOf(state)} />
      {/* For the browser's password manager: whose password this is. */}
      <input type="hidden" autoComplete="username" value={username} readOnly />
      <Field
        name="current"
        type="password"
        label="Kata sandi sekarang"
        autoComplete="current-password"
        required
        error={errorAt(state, "current")}
      />
      <Field
        name="password"
        type="password"
        label="Kata sandi baru"
        hint={hint}
        autoComplete="new-password"
        required
        error={errorAt(state, "password")}
      />
      <Field
        name="repeated"
        type="password"
        label="Ketik sekali lagi"
        autoComplete="new-password"
        required
        error={errorAt(state, "repeated")}
      />
      <SubmitButton pendingText="Menyimpan …">Ganti kata sandi</SubmitButton>
    </form>
  );
}

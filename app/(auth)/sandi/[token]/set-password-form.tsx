"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE } from "@/lib/actions/action-state";
import { setPassword } from "./actions";

export function SetPasswordForm({
  token,
  username,
  hint,
}: {
  readonly token: string;
  readonly username: string;
  readonly hint: string;
}) {
  const [state, send] = useActionState(setPassword, IDLE);
  return (
    <form action={send} noValidate>
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="token" value={token} />
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
      <p className="mb-4 text-small text-muted">
        Nama pengguna Anda: <strong>{username}</strong>
      </p>
      <SubmitButton pendingText="Menyimpan …">Simpan kata sandi</SubmitButton>
    </form>
  );
}

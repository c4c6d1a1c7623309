"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { signIn } from "./actions";

export function SignInForm() {
  const [state, send] = useActionState(signIn, IDLE);
  return (
    <form action={send} noValidate>
      <ErrorSummary errors={errorsOf(state)} />
      <Field
        name="username"
        label="Nama pengguna"
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={valueAt(state, "username")}
        error={errorAt(state, "username")}
      />
      <Field
        name="password"
        type="password"
        label="Kata sandi"
        autoComplete="current-password"
        required
        error={errorAt(state, "password")}
      />
      <SubmitButton pendingText="Memeriksa …">Masuk</SubmitButton>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { AccountFields } from "../account-fields";
import type { KecamatanChoice } from "../area-tree";
import { HandedLink } from "../handed-link";
import { invite } from "./actions";

const NOBODY = { name: "", role: "", cakupan: "", wilayah: [] } as const;

/** Makes an account, then shows its link in place of the form. */
export function InviteForm({
  kecamatan,
  regencyName,
}: {
  readonly kecamatan: readonly KecamatanChoice[];
  readonly regencyName: string;
}) {
  const [state, send] = useActionState(invite, IDLE);
  if (state.status === "ok") return <HandedLink link={state.value} />;
  return (
    <form action={send} noValidate className="rounded border border-line bg-surface px-4 pt-4 pb-5">
      <ErrorSummary errors={errorsOf(state)} />
      <AccountFields
        state={state}
        defaults={NOBODY}
        kecamatan={kecamatan}
        regencyName={regencyName}
      />
      <Field
        name="username"
        label="Nama pengguna"
        hint="Untuk masuk: huruf kecil, angka, titik, misalnya siti.aminah. Tidak dapat diubah lagi."
        maxLength={40}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        required
        defaultValue={valueAt(state, "username")}
        error={errorAt(state, "username")}
      />
      <SubmitButton pendingText="Membuat tautan …">Undang dan buat tautan</SubmitButton>
    </form>
  );
}

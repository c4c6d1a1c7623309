"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { HandedLink } from "../handed-link";
import { reset } from "./actions";

/** Makes a new link: the first one was not used in time, or the password is lost or known to others. */
export function ResetForm({
  userId,
  waiting,
}: {
  readonly userId: string;
  readonly waiting: boolean;
}) {
  const [state, send] = useActionState(reset, IDLE);
  if (state.status === "ok") return <HandedLink link={state.value} />;
  return (
    <form action={send} noValidate>
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="userId" value={userId} />
      <p className="mb-3 text-small">
        {waiting
          ? "Tautan baru menggantikan tautan sebelumnya."
          : "Kata sandi lama langsung tidak berlaku dan semua perangkatnya keluar. Orang ini baru dapat masuk setelah membuat kata sandi baru lewat tautan."}
      </p>
      <SubmitButton variant={waiting ? "primary" : "danger"} pendingText="Membuat tautan …">
        {waiting ? "Buat tautan baru" : "Atur ulang kata sandi"}
      </SubmitButton>
    </form>
  );
}

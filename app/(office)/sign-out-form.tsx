"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { IDLE } from "@/lib/actions/action-state";
import { signOut } from "./actions";

export function SignOutForm() {
  const [, send] = useActionState(signOut, IDLE);
  return (
    <form action={send}>
      <SubmitButton
        variant="quiet"
        pendingText="Keluar …"
        className="text-on-brand hover:text-on-brand"
      >
        Keluar
      </SubmitButton>
    </form>
  );
}

"use client";

import { useActionState } from "react";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { withdraw } from "./actions";

/** Takes a year back that should never have been there; entering it again puts it back. */
export function WithdrawForm({ year }: { readonly year: number }) {
  const [state, act] = useActionState(withdraw, IDLE);
  return (
    <form action={act}>
      <input type="hidden" name="tahun" value={year} />
      <SubmitButton variant="quiet" pendingText="Menarik …">
        Tarik<span className="sr-only"> angka tahun {year}</span>
      </SubmitButton>
      {errorsOf(state).map(({ message }) => (
        <p key={message} role="alert" className="text-small text-negative">
          {message}
        </p>
      ))}
    </form>
  );
}

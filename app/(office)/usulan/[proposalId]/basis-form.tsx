"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { record } from "../actions";
import { BasisFields } from "../basis-fields";
import { OutcomeNotice } from "../bulk-bar";

/** Records the basis of this proposal; the same action as for several of the list. */
export function BasisForm({
  marked,
  today,
  recorded,
  available,
}: {
  /** Id and version, as the list marks a proposal. */
  readonly marked: string;
  readonly today: string;
  readonly recorded: boolean;
  readonly available: boolean;
}) {
  const [state, send] = useActionState(record, IDLE);
  const errors = errorsOf(state);
  return (
    <>
      {state.status === "ok" && <OutcomeNotice outcome={state.value} verb="dicatat dasarnya" />}
      {available && (
        <details open={errors.length > 0} className="mt-2">
          <summary className="flex min-h-11 items-center text-link underline md:min-h-8">
            {recorded ? "Ganti dasar" : "Catat dasar"}
          </summary>
          <form action={send} noValidate className="pt-2">
            <ErrorSummary errors={errors} />
            <input type="hidden" name="proposals" value={marked} />
            <BasisFields state={state} today={today} />
            <SubmitButton variant="secondary" pendingText="Mencatat …">
              Simpan dasar
            </SubmitButton>
          </form>
        </details>
      )}
    </>
  );
}

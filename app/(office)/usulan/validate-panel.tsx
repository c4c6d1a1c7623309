"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { validateMany } from "./actions";
import { BulkBar, OutcomeNotice } from "./bulk-bar";
import { BULK_FORM } from "./bulk-form-id";
import { useTicks } from "./use-ticks";

/** Pengesahan of the proposals ticked in the list, each by the version that the list showed. */
export function ValidatePanel() {
  const [state, send] = useActionState(validateMany, IDLE);
  const ticks = useTicks(state);
  return (
    <>
      {state.status === "ok" && <OutcomeNotice outcome={state.value} verb="disahkan" />}
      <BulkBar ticks={ticks}>
        <form id={BULK_FORM} action={send} noValidate>
          <ErrorSummary errors={errorsOf(state)} />
          <SubmitButton pendingText="Mengesahkan …">Sahkan yang dicentang</SubmitButton>
        </form>
      </BulkBar>
    </>
  );
}

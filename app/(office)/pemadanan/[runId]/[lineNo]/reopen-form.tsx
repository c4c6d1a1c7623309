"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { reopen } from "./actions";

/** Takes a person's decision back. */
export function ReopenForm({ runId, lineNo }: { readonly runId: string; readonly lineNo: number }) {
  const [state, send] = useActionState(reopen, IDLE);
  return (
    <form action={send} noValidate className="mt-3">
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="lineNo" value={lineNo} />
      <SubmitButton variant="secondary" pendingText="Menarik …">
        Tarik keputusan ini
      </SubmitButton>
    </form>
  );
}

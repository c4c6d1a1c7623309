"use client";

import { ChevronDown } from "lucide-react";
import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorsOf, IDLE } from "@/lib/actions/action-state";
import { record } from "./actions";
import { BasisFields } from "./basis-fields";
import { BulkBar, OutcomeNotice } from "./bulk-bar";
import { BULK_FORM } from "./bulk-form-id";
import { useTicks } from "./use-ticks";

/** One berita acara or SPTJM for the proposals ticked in the list. */
export function BasisPanel({ today }: { readonly today: string }) {
  const [state, send] = useActionState(record, IDLE);
  const ticks = useTicks(state);
  return (
    <>
      {state.status === "ok" && <OutcomeNotice outcome={state.value} verb="dicatat dasarnya" />}
      <BulkBar ticks={ticks}>
        <details open={errorsOf(state).length > 0}>
          <summary className="flex min-h-11 items-center gap-2 font-semibold md:min-h-8">
            <ChevronDown aria-hidden className="size-4 in-open:rotate-180" />
            Catat dasar untuk yang dicentang
          </summary>
          <form id={BULK_FORM} action={send} noValidate className="pt-2">
            <ErrorSummary errors={errorsOf(state)} />
            <BasisFields state={state} today={today} wide />
            <SubmitButton variant="secondary" pendingText="Mencatat …">
              Catat dasar
            </SubmitButton>
          </form>
        </details>
      </BulkBar>
    </>
  );
}

"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { ChoiceField, Field, SelectField, TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { type ActionState, errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { REFUSAL_LABELS, RESULT_LABELS } from "@/lib/hand-over/labels";
import { type HandOverResult, REFUSAL_CATEGORIES, writeTicked } from "@/lib/hand-over/results";
import type { LineOutcomes } from "@/lib/hand-over/types";
import { LineOutcomesNotice } from "./line-outcomes";

/**
 * Notes what Kemensos or BPS answered. On a proposal's page for that one; on a hand-over list for the
 * lines whose tick boxes name this form (`form={formId}`, value by `writeTicked`).
 *
 * The action is `giveResult` of app/(office)/serah-terima/actions.ts. Render the form only where
 * `available` is not empty; keep it mounted after it was sent, so that its answer is seen.
 */
export function ResultForm({
  action,
  available,
  today,
  proposal,
  formId = "hasil",
}: {
  readonly action: (
    previous: ActionState<LineOutcomes>,
    form: FormData,
  ) => Promise<ActionState<LineOutcomes>>;
  /** The results that the proposal's state, or one of the ticked lines' states, can take. */
  readonly available: readonly HandOverResult[];
  /** On the office's calendar, as a date field has it. */
  readonly today: string;
  /** Absent on a list: there the tick boxes say which. */
  readonly proposal?: { readonly id: string; readonly version: number };
  readonly formId?: string;
}) {
  const [state, send] = useActionState<ActionState<LineOutcomes>, FormData>(action, IDLE);
  const chosen = valueAt(state, "result") ?? (available.length === 1 ? available[0] : undefined);
  return (
    <>
      {state.status === "ok" && (
        <LineOutcomesNotice outcomes={state.value} verb="dicatat hasilnya" />
      )}
      {available.length > 0 && (
        <form id={formId} action={send} noValidate className="group/result">
          <ErrorSummary errors={errorsOf(state)} />
          {proposal && <input type="hidden" name="proposal" value={writeTicked(proposal)} />}
          <ChoiceField
            type="radio"
            name="result"
            label="Hasil"
            error={errorAt(state, "result")}
            options={available.map((value) => ({ value, text: RESULT_LABELS[value] }))}
            chosen={chosen === undefined ? [] : [chosen]}
          />
          <Field
            type="date"
            name="on"
            label="Tanggal hasil"
            hint="Hari Kemensos atau BPS menjawab"
            max={today}
            defaultValue={valueAt(state, "on") ?? today}
            error={errorAt(state, "on")}
            className="max-w-48"
          />
          {/* Only a refusal asks for its reason; by style alone, so that it works before scripts do. */}
          <div className="hidden group-has-[input[value^=reject]:checked]/result:block">
            <SelectField
              name="category"
              label="Alasan penolakan"
              defaultValue={valueAt(state, "category") ?? ""}
              error={errorAt(state, "category")}
              options={[
                { value: "", text: "Pilih alasan" },
                ...REFUSAL_CATEGORIES.map((value) => ({ value, text: REFUSAL_LABELS[value] })),
              ]}
            />
            <TextareaField
              name="reason"
              label="Penjelasan"
              hint="Seperti tertulis di SIKS-NG, tanpa NIK atau No KK. Wajib jika alasannya lainnya."
              rows={3}
              maxLength={2000}
              defaultValue={valueAt(state, "reason")}
              error={errorAt(state, "reason")}
            />
          </div>
          <SubmitButton pendingText="Mencatat …">Catat hasil</SubmitButton>
        </form>
      )}
    </>
  );
}

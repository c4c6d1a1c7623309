"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { ChoiceField, TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import type { ButtonVariant } from "@/components/ui/button";
import { type ActionState, errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";

/** One step of an import: a button, with the reason where the step asks for one. */
export function StepForm<Value>({
  name,
  action,
  runId,
  version,
  text,
  pendingText,
  variant,
  reason,
  confirm,
}: {
  /** Tells the fields of the page's forms apart. */
  readonly name: string;
  readonly action: (previous: ActionState<Value>, form: FormData) => Promise<ActionState<Value>>;
  readonly runId: string;
  /** The version the person looks at: a step on another one is refused. */
  readonly version: number;
  readonly text: string;
  readonly pendingText: string;
  readonly variant: ButtonVariant;
  readonly reason?: { readonly label: string; readonly hint: string };
  /** What the person has to tick, where a warning stops. */
  readonly confirm?: string;
}) {
  const [state, send] = useActionState<ActionState<Value>, FormData>(action, IDLE);
  const reasonId = `${name}-reason`;
  return (
    <form action={send} noValidate>
      <ErrorSummary errors={errorsOf(state, { reason: reasonId })} />
      <input type="hidden" name="runId" value={runId} />
      <input type="hidden" name="version" value={version} />
      {confirm && (
        <ChoiceField
          type="checkbox"
          name="confirmed"
          label="Konfirmasi"
          chosen={[valueAt(state, "confirmed") ?? ""]}
          options={[{ value: "on", text: confirm }]}
          error={errorAt(state, "confirmed")}
        />
      )}
      {reason && (
        <TextareaField
          id={reasonId}
          name="reason"
          label={reason.label}
          hint={reason.hint}
          rows={3}
          maxLength={500}
          required
          defaultValue={valueAt(state, "reason") ?? ""}
          error={errorAt(state, "reason")}
        />
      )}
      <SubmitButton variant={variant} pendingText={pendingText} className="w-full">
        {text}
      </SubmitButton>
    </form>
  );
}

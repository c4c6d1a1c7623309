"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import type { ButtonVariant } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { type ActionState, errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";

type Action = (
  previous: ActionState<{ readonly proposalId: string }>,
  form: FormData,
) => Promise<ActionState<{ readonly proposalId: string }>>;

interface Step {
  readonly action: Action;
  readonly proposalId: string;
  readonly version: number;
  readonly button: string;
  readonly pendingText: string;
  readonly variant?: ButtonVariant;
  /** What the reader is told when it went through. */
  readonly done: string;
  /** Whether the step can be taken now. The form stays mounted, so that its answer is seen afterwards. */
  readonly available: boolean;
}

/** A step that needs nothing but the press of a button. */
export function StepForm({
  action,
  proposalId,
  version,
  button,
  pendingText,
  variant,
  done,
  available,
}: Step) {
  const [state, send] = useActionState(action, IDLE);
  if (!available) return <Done state={state} done={done} />;
  return (
    <form action={send} noValidate className="mb-1">
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="proposalId" value={proposalId} />
      <input type="hidden" name="version" value={version} />
      <SubmitButton variant={variant} pendingText={pendingText}>
        {button}
      </SubmitButton>
    </form>
  );
}

function Done({ state, done }: { readonly state: ActionState<unknown>; readonly done: string }) {
  return state.status === "ok" ? <Notice tone="positive" title={done} live /> : null;
}

/** A step with a reason, folded away behind its name: it is not the usual one. */
export function ReasonStep({
  action,
  proposalId,
  version,
  button,
  pendingText,
  variant = "secondary",
  done,
  available,
  summary,
  explanation,
  hint,
}: Step & { readonly summary: string; readonly explanation: string; readonly hint: string }) {
  const [state, send] = useActionState(action, IDLE);
  if (!available) return <Done state={state} done={done} />;
  const errors = errorsOf(state);
  return (
    <details open={errors.length > 0} className="mt-3 border-t border-line pt-1">
      <summary className="flex min-h-11 items-center text-link underline md:min-h-8">
        {summary}
      </summary>
      <p className="mt-1 mb-3 max-w-prose text-small text-muted">{explanation}</p>
      <form action={send} noValidate>
        <ErrorSummary errors={errors} />
        <input type="hidden" name="proposalId" value={proposalId} />
        <input type="hidden" name="version" value={version} />
        <TextareaField
          name="reason"
          label="Alasan"
          hint={hint}
          rows={3}
          maxLength={2000}
          className="max-w-2xl"
          defaultValue={valueAt(state, "reason")}
          error={errorAt(state, "reason")}
        />
        <SubmitButton variant={variant} pendingText={pendingText}>
          {button}
        </SubmitButton>
      </form>
    </details>
  );
}

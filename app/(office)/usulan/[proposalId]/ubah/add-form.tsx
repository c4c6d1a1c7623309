"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field, SelectField, type SelectOption } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { add } from "./actions";

/** The new value of one column, chosen from its list where it has one. */
export function AddForm({
  proposalId,
  version,
  subject,
  who,
  column,
  label,
  choices,
  type,
}: {
  readonly proposalId: string;
  readonly version: number;
  readonly subject: string;
  readonly who: string;
  readonly column: string;
  readonly label: string;
  readonly choices: readonly SelectOption[] | null;
  readonly type: "text" | "date";
}) {
  const [state, send] = useActionState(add, IDLE);
  const field = {
    name: "value",
    label: `${label}, nilai yang baru`,
    hint: who,
    error: errorAt(state, "value"),
    defaultValue: valueAt(state, "value") ?? "",
    className: "max-w-md",
  };
  return (
    <form action={send} noValidate className="border-t border-line pt-4">
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="proposalId" value={proposalId} />
      <input type="hidden" name="version" value={version} />
      <input type="hidden" name="subject" value={subject} />
      <input type="hidden" name="column" value={column} />
      {choices ? (
        <SelectField {...field} options={[{ value: "", text: "Pilih" }, ...choices]} />
      ) : (
        <Field {...field} type={type} autoComplete="off" />
      )}
      <SubmitButton variant="secondary" pendingText="Menambahkan …">
        Tambahkan perubahan
      </SubmitButton>
    </form>
  );
}

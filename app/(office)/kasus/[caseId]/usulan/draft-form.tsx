"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { ChoiceField, type SelectOption } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE } from "@/lib/actions/action-state";
import { draft } from "./actions";

/** Begins a proposal: of which kind, and for which cases of the family. */
export function DraftForm({
  caseId,
  others,
  kinds,
  kind,
}: {
  readonly caseId: string;
  /** Further cases of the family that can go along. */
  readonly others: readonly SelectOption[];
  readonly kinds: readonly (SelectOption & { readonly hint: string })[];
  readonly kind: string;
}) {
  const [state, send] = useActionState(draft, IDLE);
  return (
    <form action={send} noValidate>
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="caseIds" value={caseId} />
      <ChoiceField
        type="radio"
        name="kind"
        label="Jenis usulan"
        chosen={[kind]}
        error={errorAt(state, "kind")}
        options={kinds}
      />
      {others.length > 0 && (
        <ChoiceField
          type="checkbox"
          name="caseIds"
          label="Kasus lain keluarga ini yang ikut diselesaikan"
          chosen={others.map(({ value }) => value)}
          error={errorAt(state, "caseIds")}
          options={others}
        />
      )}
      <SubmitButton pendingText="Membuat draf …">Buat draf usulan</SubmitButton>
    </form>
  );
}

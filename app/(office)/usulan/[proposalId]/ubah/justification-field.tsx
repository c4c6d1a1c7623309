import { TextareaField } from "@/components/forms/field";
import { type ActionState, errorAt, valueAt } from "@/lib/actions/action-state";

/** Why the change is asked for, in the office's own words. */
export function JustificationField({
  state,
  justification,
}: {
  readonly state: ActionState<unknown>;
  readonly justification: string;
}) {
  return (
    <TextareaField
      name="justification"
      label="Alasan usulan"
      hint="Apa yang ditemukan dan mengapa datanya perlu berubah, tanpa NIK atau No KK"
      rows={4}
      maxLength={4000}
      defaultValue={valueAt(state, "justification") ?? justification}
      error={errorAt(state, "justification")}
    />
  );
}

"use client";

import { ChoiceField, Field } from "@/components/forms/field";
import { type ActionState, errorAt, valueAt } from "@/lib/actions/action-state";

/** What proposals rest on: kind, number, day. A number and a day belong to every berita acara. */
export function BasisFields({
  state,
  today,
  wide = false,
}: {
  readonly state: ActionState<unknown>;
  readonly today: string;
  readonly wide?: boolean;
}) {
  const chosen = valueAt(state, "basisKind");
  return (
    <div className={wide ? "grid gap-x-5 sm:grid-cols-[auto_minmax(0,1fr)_auto]" : undefined}>
      <ChoiceField
        type="radio"
        name="basisKind"
        label="Jenis dasar"
        chosen={[chosen ?? "minutes"]}
        error={errorAt(state, "basisKind")}
        options={[
          { value: "minutes", text: "Berita acara musyawarah" },
          { value: "sptjm", text: "SPTJM" },
        ]}
      />
      <Field
        name="basisNumber"
        label="Nomor"
        hint="Wajib untuk berita acara"
        maxLength={100}
        defaultValue={valueAt(state, "basisNumber")}
        error={errorAt(state, "basisNumber")}
      />
      <Field
        type="date"
        name="basisDate"
        label="Tanggal"
        hint="Wajib untuk berita acara"
        max={today}
        defaultValue={valueAt(state, "basisDate")}
        error={errorAt(state, "basisDate")}
        className="max-w-48"
      />
    </div>
  );
}

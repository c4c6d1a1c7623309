"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { enter } from "./actions";

/** Enters one year, or corrects it: what held before stays in the history. */
export function EnterForm({ unit }: { readonly unit: string }) {
  const [state, act] = useActionState(enter, IDLE);
  return (
    <Card title="Catat atau perbaiki satu tahun">
      <form action={act} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        {state.status === "ok" && (
          <Notice tone="positive" title={`Angka ${state.value.years.join(", ")} tercatat`} live />
        )}
        <Field
          name="tahun"
          label="Tahun"
          inputMode="numeric"
          maxLength={4}
          className="max-w-32"
          defaultValue={valueAt(state, "tahun")}
          error={errorAt(state, "tahun")}
        />
        <Field
          name="nilai"
          label={`Penduduk miskin (${unit})`}
          hint="Koma untuk desimal, misalnya 276,58"
          inputMode="decimal"
          className="max-w-48"
          defaultValue={valueAt(state, "nilai")}
          error={errorAt(state, "nilai")}
        />
        <Field
          name="sumber"
          label="Sumber"
          hint="Nama dan tahun terbitan, supaya orang lain dapat mencarinya"
          maxLength={200}
          defaultValue={valueAt(state, "sumber")}
          error={errorAt(state, "sumber")}
        />
        <SubmitButton pendingText="Menyimpan …">Simpan angka</SubmitButton>
      </form>
    </Card>
  );
}

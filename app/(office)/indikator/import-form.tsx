"use client";

import { useActionState, useRef } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field, TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { importSeries } from "./actions";

/**
 * Takes several years in at once, as text: a file only fills the text, so that whoever sends it has
 * seen it, and pasting works without JavaScript.
 */
export function ImportForm({ unit }: { readonly unit: string }) {
  const [state, act] = useActionState(importSeries, IDLE);
  const text = useRef<HTMLTextAreaElement>(null);
  const fill = async (file: File | undefined) => {
    const content = await file?.text();
    if (text.current && content !== undefined) text.current.value = content;
  };
  return (
    <Card title="Impor beberapa tahun">
      <form action={act} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        {state.status === "ok" && (
          <Notice
            tone="positive"
            title={`${state.value.years.length} tahun tercatat: ${state.value.years.join(", ")}`}
            live
          />
        )}
        <label htmlFor="berkas-deret" className="mb-1 block font-semibold">
          Ambil dari berkas CSV
        </label>
        <input
          id="berkas-deret"
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          className="control mb-4"
          onChange={({ target }) => fill(target.files?.[0])}
        />
        <TextareaField
          ref={text}
          name="deret"
          label={`Tahun dan nilai (${unit}), satu baris satu tahun`}
          hint="Misalnya 2024;276,58. Boleh juga ditempel dari lembar kerja."
          rows={6}
          className="tabular"
          defaultValue={valueAt(state, "deret")}
          error={errorAt(state, "deret")}
        />
        <Field
          name="sumberImpor"
          label="Sumber deret ini"
          maxLength={200}
          defaultValue={valueAt(state, "sumberImpor")}
          error={errorAt(state, "sumberImpor")}
        />
        <SubmitButton variant="secondary" pendingText="Mengimpor …">
          Impor deret
        </SubmitButton>
      </form>
    </Card>
  );
}

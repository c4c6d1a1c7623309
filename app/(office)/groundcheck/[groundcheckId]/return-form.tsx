"use client";

import { Plus } from "lucide-react";
import { useActionState, useEffect, useState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { errorAt, errorsOf, IDLE, valueAt, valuesAt } from "@/lib/actions/action-state";
import { giveBack } from "./actions";

/** Rows in sight at first; a form without a script has no more. */
const FIRST_ROWS = 3;

interface Question {
  readonly code: string;
  readonly label: string;
}

/** Sends a visit back, with a reason for the whole and one for each question that was wrong. */
export function ReturnForm({
  groundcheckId,
  version,
  available,
  questions,
}: {
  readonly groundcheckId: string;
  readonly version: number;
  readonly available: boolean;
  readonly questions: readonly Question[];
}) {
  const [state, send] = useActionState(giveBack, IDLE);
  if (state.status === "ok")
    return (
      <Notice tone="positive" title="Hasil kunjungan sudah dikembalikan" live>
        Pendamping melihat alasan Anda pada tugasnya dan mengirim hasil yang baru.
      </Notice>
    );
  if (!available) return null;
  const codes = valuesAt(state, "questionCode") ?? [];
  const reasons = valuesAt(state, "questionReason") ?? [];
  return (
    <section
      aria-labelledby="kembalikan"
      className="mb-5 rounded border border-line bg-surface px-4 py-4"
    >
      <h2 id="kembalikan" className="mb-1 text-heading">
        Ada yang perlu diperbaiki?
      </h2>
      <p className="mb-3 max-w-prose text-small text-muted">
        Kembalikan ke pendamping. Kiriman ini tetap tersimpan; pendamping mengirim yang baru.
      </p>
      <form action={send} noValidate>
        <ErrorSummary errors={errorsOf(state, { reason: "alasan-kembali" })} />
        <input type="hidden" name="groundcheckId" value={groundcheckId} />
        <input type="hidden" name="version" value={version} />
        <TextareaField
          name="reason"
          id="alasan-kembali"
          label="Alasan dikembalikan"
          hint="Tanpa NIK atau No KK"
          rows={2}
          maxLength={2000}
          className="max-w-2xl"
          defaultValue={valueAt(state, "reason")}
          error={errorAt(state, "reason")}
        />
        <QuestionRows questions={questions} codes={codes} reasons={reasons} />
        <SubmitButton variant="secondary" pendingText="Mengembalikan …">
          Kembalikan ke pendamping
        </SubmitButton>
      </form>
    </section>
  );
}

/** One row a question: which one, and what is wrong with its answer. A row left blank says nothing. */
function QuestionRows({
  questions,
  codes,
  reasons,
}: {
  readonly questions: readonly Question[];
  readonly codes: readonly string[];
  readonly reasons: readonly string[];
}) {
  const [scripted, setScripted] = useState(false);
  const [rows, setRows] = useState(Math.max(FIRST_ROWS, codes.length));
  useEffect(() => setScripted(true), []);
  return (
    <fieldset className="mb-4 max-w-2xl">
      <legend className="mb-1 font-semibold">Pertanyaan yang perlu diperbaiki</legend>
      {Array.from({ length: rows }, (_, row) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: rows have no identity but their place
          key={row}
          className="mb-3 grid gap-2 border-line border-b pb-3 sm:grid-cols-2 sm:border-0 sm:pb-0"
        >
          <select
            name="questionCode"
            aria-label={`Pertanyaan ${row + 1}`}
            defaultValue={codes[row] ?? ""}
            className="control"
          >
            <option value="">Pilih pertanyaan</option>
            {questions.map(({ code, label }) => (
              <option key={code} value={code}>
                {label}
              </option>
            ))}
          </select>
          <input
            name="questionReason"
            aria-label={`Alasan untuk pertanyaan ${row + 1}`}
            placeholder="Apa yang salah"
            maxLength={2000}
            defaultValue={reasons[row]}
            className="control"
          />
        </div>
      ))}
      {scripted && (
        <Button variant="quiet" onClick={() => setRows(rows + 1)}>
          <Plus aria-hidden />
          Tambah pertanyaan
        </Button>
      )}
    </fieldset>
  );
}

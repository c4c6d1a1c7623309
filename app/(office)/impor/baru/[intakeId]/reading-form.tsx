"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field, SelectField, type SelectOption } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { readFileAgain } from "./actions";

/** How one uploaded file is read: as what, at which sheet, under which line. */
export function ReadingForm({
  intakeId,
  file,
  name,
  role,
  roles,
  sheet,
  sheets,
  headerLine,
}: {
  readonly intakeId: string;
  /** The file's place in the upload. */
  readonly file: number;
  readonly name: string;
  readonly role: string;
  readonly roles: readonly SelectOption[];
  readonly sheet?: string;
  readonly sheets: readonly SelectOption[];
  readonly headerLine: number;
}) {
  const [state, send] = useActionState(readFileAgain, IDLE);
  const ids = {
    role: `role-${file}`,
    sheet: `sheet-${file}`,
    headerLine: `headerLine-${file}`,
  };
  return (
    <form action={send} noValidate aria-label={`Cara membaca ${name}`} className="max-w-xl">
      <ErrorSummary errors={errorsOf(state, ids)} />
      <input type="hidden" name="intakeId" value={intakeId} />
      <input type="hidden" name="file" value={file} />
      <SelectField
        id={ids.role}
        name="role"
        label="Dibaca sebagai"
        defaultValue={valueAt(state, "role") ?? role}
        options={roles}
        error={errorAt(state, "role")}
      />
      {sheets.length > 1 && (
        <SelectField
          id={ids.sheet}
          name="sheet"
          label="Lembar"
          defaultValue={valueAt(state, "sheet") ?? sheet}
          options={sheets}
          error={errorAt(state, "sheet")}
        />
      )}
      <Field
        id={ids.headerLine}
        name="headerLine"
        label="Judul kolom di baris"
        hint="Dihitung dari 1, termasuk baris judul laporan di atasnya"
        inputMode="numeric"
        className="max-w-24"
        defaultValue={valueAt(state, "headerLine") ?? headerLine}
        error={errorAt(state, "headerLine")}
      />
      <SubmitButton variant="secondary" pendingText="Membaca …">
        Baca ulang berkas
      </SubmitButton>
    </form>
  );
}

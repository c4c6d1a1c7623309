"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { SelectField, type SelectOption } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { chooseProfile } from "./actions";

/** By which profile one uploaded file is read. */
export function ProfileForm({
  intakeId,
  file,
  name,
  profileId,
  options,
  groups,
}: {
  readonly intakeId: string;
  /** The file's place in the upload. */
  readonly file: number;
  readonly name: string;
  /** The profile it is read by now; null for none. */
  readonly profileId: number | null;
  readonly options: readonly SelectOption[];
  readonly groups: readonly { readonly text: string; readonly options: readonly SelectOption[] }[];
}) {
  const [state, send] = useActionState(chooseProfile, IDLE);
  const ids = { profileId: `profileId-${file}` };
  return (
    <form action={send} noValidate aria-label={`Profil kolom ${name}`}>
      <ErrorSummary errors={errorsOf(state, ids)} />
      <input type="hidden" name="intakeId" value={intakeId} />
      <input type="hidden" name="file" value={file} />
      <div className="flex flex-wrap items-end gap-x-3 [&>div]:mb-3">
        <SelectField
          id={ids.profileId}
          name="profileId"
          label="Baca kolom menurut profil"
          className="max-w-full"
          defaultValue={valueAt(state, "profileId") ?? profileId ?? ""}
          options={options}
          groups={groups}
          error={errorAt(state, "profileId")}
        />
        <SubmitButton variant="secondary" pendingText="Membaca …" className="mb-3">
          Pakai profil
        </SubmitButton>
      </div>
    </form>
  );
}

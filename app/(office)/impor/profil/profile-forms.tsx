"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { remove, rename } from "./actions";

/** Calls a profile otherwise, or says who sends its files. */
export function RenameForm({
  profileId,
  name,
  source,
}: {
  readonly profileId: number;
  readonly name: string;
  readonly source: string | null;
}) {
  const [state, send] = useActionState(rename, IDLE);
  const ids = { name: `name-${profileId}`, source: `source-${profileId}` };
  return (
    <form action={send} noValidate aria-label={`Ubah profil ${name}`}>
      {state.status === "ok" && (
        <p role="status" className="mb-2 text-small text-positive">
          Tersimpan.
        </p>
      )}
      <ErrorSummary errors={errorsOf(state, ids)} />
      <input type="hidden" name="profileId" value={profileId} />
      <Field
        id={ids.name}
        name="name"
        label="Nama profil"
        maxLength={80}
        defaultValue={valueAt(state, "name") ?? name}
        error={errorAt(state, "name")}
      />
      <Field
        id={ids.source}
        name="source"
        label="Pengirim berkas"
        hint="Boleh kosong"
        maxLength={80}
        defaultValue={valueAt(state, "source") ?? source ?? ""}
        error={errorAt(state, "source")}
      />
      <SubmitButton variant="secondary" pendingText="Menyimpan …">
        Simpan
      </SubmitButton>
    </form>
  );
}

/** Takes a profile away; the sentence beside it says what stays. */
export function DeleteForm({
  profileId,
  name,
}: {
  readonly profileId: number;
  readonly name: string;
}) {
  const [state, send] = useActionState(remove, IDLE);
  return (
    <form action={send} aria-label={`Hapus profil ${name}`}>
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="profileId" value={profileId} />
      <p className="mb-2 text-small text-muted">
        Impor yang sudah ada tidak berubah. Berkas berikutnya ditebak lagi dari judul dan isinya.
      </p>
      <SubmitButton variant="danger" pendingText="Menghapus …">
        Hapus profil
      </SubmitButton>
    </form>
  );
}

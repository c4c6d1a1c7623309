"use client";

import { useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { Field } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/ui/card";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { saveAddition } from "./actions";
import { ChoiceGroups } from "./choice-groups";
import { JustificationField } from "./justification-field";
import type { ChoiceGroup, PersonValues } from "./load-draft";
import { type PersonChoices, PersonFields } from "./person-fields";

const NOBODY: PersonValues = {
  individualId: "",
  name: "",
  nik: "",
  relation: "",
  birthDate: "",
  sex: "",
};

/** Usul tambah: the family, everybody in it, and what the visit found of the house. */
export function AdditionForm({
  proposalId,
  version,
  justification,
  nomorKk,
  address,
  people,
  rows,
  groups,
  choices,
}: {
  readonly proposalId: string;
  readonly version: number;
  readonly justification: string;
  readonly nomorKk: string;
  readonly address: string;
  readonly people: readonly PersonValues[];
  /** How many people the form has room for. */
  readonly rows: number;
  readonly groups: readonly ChoiceGroup[];
  readonly choices: PersonChoices;
}) {
  const [state, send] = useActionState(saveAddition, IDLE);
  return (
    <Card title="Isi usulan">
      <form action={send} noValidate>
        <ErrorSummary errors={errorsOf(state)} />
        <input type="hidden" name="proposalId" value={proposalId} />
        <input type="hidden" name="version" value={version} />
        <div className="grid gap-x-5 sm:grid-cols-2">
          <Field
            name="nomorKk"
            label="Nomor kartu keluarga"
            hint="16 digit"
            inputMode="numeric"
            autoComplete="off"
            defaultValue={valueAt(state, "nomorKk") ?? nomorKk}
            error={errorAt(state, "nomorKk")}
          />
          <Field
            name="address"
            label="Alamat"
            hint="Jalan, RT, RW"
            autoComplete="off"
            maxLength={200}
            defaultValue={valueAt(state, "address") ?? address}
            error={errorAt(state, "address")}
          />
        </div>
        <h3 className="mb-1 text-heading">Anggota keluarga</h3>
        <p className="mb-3 text-small text-muted">
          Cocokkan dengan kartu keluarga. Baris tanpa nama tidak ikut diusulkan.
        </p>
        {Array.from({ length: rows }, (_, index) => (
          <PersonFields
            // biome-ignore lint/suspicious/noArrayIndexKey: the row's number is its name in the form
            key={index}
            row={index + 1}
            person={people[index] ?? NOBODY}
            state={state}
            choices={choices}
          />
        ))}
        {groups.length > 0 && (
          <>
            <h3 className="mt-5 mb-1 text-heading">Keadaan rumah dan aset dari kunjungan</h3>
            <p className="mb-3 text-small text-muted">
              Hapus centang pada yang tidak ikut diusulkan.
            </p>
            <ChoiceGroups groups={groups} withOld={false} />
          </>
        )}
        <JustificationField state={state} justification={justification} />
        <SubmitButton pendingText="Menyimpan …">Simpan draf</SubmitButton>
      </form>
    </Card>
  );
}

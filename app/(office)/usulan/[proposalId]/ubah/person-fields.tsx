"use client";

import { Field, SelectField, type SelectOption } from "@/components/forms/field";
import { type ActionState, errorAt, valueAt } from "@/lib/actions/action-state";
import type { PersonValues } from "./load-draft";

/** The answers to choose from in each person's row. */
export interface PersonChoices {
  readonly relations: readonly SelectOption[];
  readonly sexes: readonly SelectOption[];
}

const SMALL = "text-small";

/** One person of an usul tambah. */
export function PersonFields({
  row,
  person,
  state,
  choices: { relations, sexes },
}: {
  readonly row: number;
  readonly person: PersonValues;
  readonly state: ActionState<unknown>;
  readonly choices: PersonChoices;
}) {
  const typed = (name: string, saved: string) => valueAt(state, `${name}${row}`) ?? saved;
  return (
    <fieldset className="mb-3 rounded border border-line px-3 pt-2">
      <legend className="px-1 text-small font-semibold">Orang ke-{row}</legend>
      <input type="hidden" name={`orang${row}`} value={person.individualId} />
      <div className="grid gap-x-4 sm:grid-cols-2 lg:grid-cols-3">
        <Field
          name={`nama${row}`}
          label="Nama"
          labelClassName={SMALL}
          autoComplete="off"
          maxLength={200}
          defaultValue={typed("nama", person.name)}
          error={errorAt(state, `nama${row}`)}
        />
        <Field
          name={`nik${row}`}
          label="NIK"
          labelClassName={SMALL}
          inputMode="numeric"
          autoComplete="off"
          className="tabular"
          defaultValue={typed("nik", person.nik)}
          error={errorAt(state, `nik${row}`)}
        />
        <SelectField
          name={`hubungan${row}`}
          label="Hubungan dengan kepala keluarga"
          labelClassName={SMALL}
          defaultValue={typed("hubungan", person.relation)}
          error={errorAt(state, `hubungan${row}`)}
          options={[{ value: "", text: "Pilih" }, ...relations]}
        />
        <Field
          type="date"
          name={`lahir${row}`}
          label="Tanggal lahir"
          labelClassName={SMALL}
          defaultValue={typed("lahir", person.birthDate)}
          error={errorAt(state, `lahir${row}`)}
        />
        <SelectField
          name={`kelamin${row}`}
          label="Jenis kelamin"
          labelClassName={SMALL}
          defaultValue={typed("kelamin", person.sex)}
          error={errorAt(state, `kelamin${row}`)}
          options={[{ value: "", text: "Pilih" }, ...sexes]}
        />
      </div>
    </fieldset>
  );
}

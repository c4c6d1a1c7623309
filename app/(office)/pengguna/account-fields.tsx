"use client";

import { ChoiceField, Field, SelectField } from "@/components/forms/field";
import { type ActionState, errorAt, valueAt, valuesAt } from "@/lib/actions/action-state";
import { ROLE_LABELS } from "@/lib/auth/labels";
import { ROLES } from "@/lib/auth/types";
import { AreaTree, type KecamatanChoice } from "./area-tree";

export interface AccountDefaults {
  readonly name: string;
  readonly role: string;
  readonly cakupan: "seluruh" | "sebagian" | "";
  readonly wilayah: readonly string[];
}

/** Name, role and area of an account, for inviting and for changing. */
export function AccountFields({
  state,
  defaults,
  kecamatan,
  regencyName,
}: {
  readonly state: ActionState<unknown>;
  readonly defaults: AccountDefaults;
  readonly kecamatan: readonly KecamatanChoice[];
  readonly regencyName: string;
}) {
  const role = valueAt(state, "role") ?? defaults.role;
  const cakupan = valueAt(state, "cakupan") ?? defaults.cakupan;
  const refused = state.status === "invalid" || state.status === "refused";
  const wilayah = refused ? (valuesAt(state, "wilayah") ?? []) : defaults.wilayah;
  return (
    <div className="group/akun">
      <Field
        name="name"
        label="Nama lengkap"
        maxLength={100}
        autoComplete="off"
        required
        defaultValue={valueAt(state, "name") ?? defaults.name}
        error={errorAt(state, "name")}
      />
      <SelectField
        // Remounted with the answer, so that the choice stays after a refusal.
        key={`peran ${role}`}
        name="role"
        label="Peran"
        required
        defaultValue={role}
        error={errorAt(state, "role")}
        options={[
          { value: "", text: "Pilih peran" },
          ...ROLES.map((value) => ({ value, text: ROLE_LABELS[value] })),
        ]}
      />
      <ChoiceField
        key={`cakupan ${cakupan}`}
        type="radio"
        name="cakupan"
        label="Wilayah tugas"
        hint="Di luar wilayahnya, keluarga dan kasus tidak ada bagi orang ini."
        error={errorAt(state, "cakupan")}
        chosen={[cakupan]}
        options={[
          {
            value: "seluruh",
            text: `Seluruh ${regencyName}`,
            hint: "Admin, operator, verifikator, dan kepala dinas",
          },
          {
            value: "sebagian",
            text: "Kecamatan atau kelurahan tertentu",
            hint: "Pendamping dan operator kelurahan; petugas lain bila wilayahnya dibagi",
          },
        ]}
      />
      <AreaTree
        key={wilayah.join()}
        kecamatan={kecamatan}
        chosen={wilayah}
        error={errorAt(state, "wilayah")}
      />
    </div>
  );
}

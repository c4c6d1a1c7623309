import { ChoiceField, Field, SelectField } from "@/components/forms/field";
import { errorAt, valueAt } from "@/lib/actions/action-state";
import { OTHER_PROGRAM } from "@/lib/import/schema";

/** Which aid a list is about: one of the office's programs, or one that is written down with it. */
export function ProgramFields({
  guessed,
  programs,
  state,
}: {
  readonly guessed: string | null;
  readonly programs: readonly { readonly code: string; readonly name: string }[];
  readonly state: Parameters<typeof valueAt>[0];
}) {
  return (
    <>
      <SelectField
        name="programCode"
        label="Program"
        hint="Bantuan yang diterima orang dalam daftar ini"
        defaultValue={valueAt(state, "programCode") ?? guessed ?? ""}
        options={[
          { value: "", text: "Pilih program" },
          ...programs.map(({ code, name }) => ({ value: code, text: name })),
          { value: OTHER_PROGRAM, text: "Program lain …" },
        ]}
        error={errorAt(state, "programCode")}
      />
      <div className="ml-1 hidden border-l-2 border-line pl-4 group-has-[option[value=lain]:checked]:block">
        <Field
          name="programName"
          label="Nama program"
          hint="Misalnya BLT Dana Desa. Program ini belum punya aturan batas desil, jadi tidak ada kasus melebihi batas."
          maxLength={80}
          defaultValue={valueAt(state, "programName") ?? ""}
          error={errorAt(state, "programName")}
        />
        <ChoiceField
          type="radio"
          name="programLevel"
          label="Diberikan kepada"
          chosen={[valueAt(state, "programLevel") ?? ""]}
          options={[
            { value: "family", text: "Keluarga", hint: "Satu bantuan untuk satu keluarga" },
            { value: "individual", text: "Perorangan", hint: "Setiap orang dalam daftar menerima" },
          ]}
          error={errorAt(state, "programLevel")}
        />
      </div>
    </>
  );
}

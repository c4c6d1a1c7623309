"use client";

import { type ReactNode, useActionState } from "react";
import { ErrorSummary } from "@/components/forms/error-summary";
import { ChoiceField, Field, type SelectOption, TextareaField } from "@/components/forms/field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Card } from "@/components/ui/card";
import { errorAt, errorsOf, IDLE, valueAt } from "@/lib/actions/action-state";
import { DATE_NEEDED, type ImportKind } from "@/lib/import/schema";
import { startCheck } from "./actions";
import { ColumnAnswersContext } from "./column-answers-context";
import { ProfileFields } from "./profile-fields";
import { ProgramFields } from "./program-fields";

export interface StartFormProps {
  readonly intakeId: string;
  readonly kind: ImportKind;
  /** What the names of the files say for certain. */
  readonly guessed: {
    readonly name: string | null;
    readonly asOf: string | null;
    readonly program: string | null;
  };
  readonly programs: readonly { readonly code: string; readonly name: string }[];
  /** Today on the office's calendar: data of tomorrow do not exist. */
  readonly today: string;
  readonly reasonNeeded: boolean;
  /** The profile by which the columns are proposed. */
  readonly profile: { readonly name: string; readonly source: string | null } | null;
  /** What the columns are that the page shows. */
  readonly reading: string;
  /** For each file what a column can be read as. */
  readonly columnOptions: readonly (readonly SelectOption[])[];
  /** The columns of the files, whose fields belong to this form. */
  readonly children: ReactNode;
}

const NAME = {
  dtsen: { label: "Nama rilis", hint: "Seperti tertulis di berkas BPS, misalnya v3 2026" },
  dtks: { label: "Nama daftar", hint: "Misalnya DTKS Desember 2024" },
  recipients: { label: "Nama daftar", hint: "Misalnya PKH tahap 4 2026" },
  dukcapil: { label: "Nama daftar", hint: "Misalnya Padan Dukcapil Oktober 2026" },
  matching: {
    label: "Nama daftar",
    hint: "Dari siapa dan untuk apa, misalnya Dinas Pendidikan, calon penerima beasiswa",
  },
  deaths: {
    label: "Nama daftar",
    hint: "Dari siapa dan kapan, misalnya RSUD, kematian Oktober 2026",
  },
  desil: {
    label: "Nama daftar",
    hint: "Dari mana dan kapan, misalnya Jawaban Pusdatin Oktober 2026",
  },
  bnba: { label: "Nama daftar", hint: "Misalnya BNBA SIKS-NG Oktober 2026" },
} as const satisfies Record<ImportKind, { readonly label: string; readonly hint: string }>;

const AS_OF_HINT = {
  dtsen: "Tanggal keadaan data menurut berita acara, bukan tanggal berkas diterima",
  dtks: "Tanggal keadaan data, misalnya akhir bulan penetapannya",
  recipients: "Boleh kosong bila daftar ini tidak menyebutnya",
  dukcapil: "Tanggal pemadanan; boleh kosong bila daftar ini tidak menyebutnya",
  matching: "Boleh kosong bila daftar ini tidak menyebutnya",
  deaths: "Tanggal daftar ini dibuat; boleh kosong bila tidak disebut",
  desil: "Tanggal desilnya dilihat atau diberikan",
  bnba: "Tanggal berkas diunduh dari SIKS-NG",
} as const satisfies Record<ImportKind, string>;

/** What a person has to say of the files before they are checked. */
export function StartForm(props: StartFormProps) {
  const { intakeId, kind, guessed, programs, today, reasonNeeded } = props;
  const [state, send] = useActionState(startCheck, IDLE);
  return (
    <form action={send} noValidate className="group">
      <ErrorSummary errors={errorsOf(state)} />
      <input type="hidden" name="intakeId" value={intakeId} />
      <input type="hidden" name="reading" value={props.reading} />
      <ColumnAnswersContext value={{ state, options: props.columnOptions }}>
        {props.children}
      </ColumnAnswersContext>
      <Card title="Lengkapi sebelum diperiksa">
        <div className="max-w-xl">
          {kind === "recipients" && (
            <ProgramFields guessed={guessed.program} programs={programs} state={state} />
          )}
          <Field
            name="name"
            label={NAME[kind].label}
            hint={NAME[kind].hint}
            required
            maxLength={120}
            defaultValue={valueAt(state, "name") ?? guessed.name ?? ""}
            error={errorAt(state, "name")}
          />
          <Field
            type="date"
            name="asOf"
            label="Keadaan per tanggal"
            hint={AS_OF_HINT[kind]}
            max={today}
            required={DATE_NEEDED[kind]}
            className="max-w-52"
            defaultValue={valueAt(state, "asOf") ?? guessed.asOf ?? ""}
            error={errorAt(state, "asOf")}
          />
          {kind === "recipients" && (
            <ChoiceField
              type="radio"
              name="listScope"
              label="Apakah daftar ini lengkap?"
              chosen={[valueAt(state, "listScope") ?? "part"]}
              options={[
                {
                  value: "part",
                  text: "Sebagian",
                  hint: "Satu tahap, wilayah, atau penyalur: yang tidak disebut tetap menerima",
                },
                {
                  value: "complete",
                  text: "Lengkap",
                  hint: "Semua penerima program ini: bantuan yang tidak disebut berakhir saat daftar terbit",
                },
              ]}
              error={errorAt(state, "listScope")}
            />
          )}
          <ProfileFields profile={props.profile} state={state} />
          {reasonNeeded && (
            <TextareaField
              name="repeatReason"
              label="Alasan mengimpor lagi"
              hint="Isi berkas ini sudah berlaku. Alasannya dicatat di riwayat impor."
              rows={2}
              maxLength={500}
              defaultValue={valueAt(state, "repeatReason") ?? ""}
              error={errorAt(state, "repeatReason")}
            />
          )}
          <SubmitButton pendingText="Memulai …">
            {kind === "matching" ? "Padankan" : "Periksa berkas"}
          </SubmitButton>
        </div>
      </Card>
    </form>
  );
}

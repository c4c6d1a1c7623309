"use server";

import { defineAction } from "@/lib/actions/define-action";
import { env } from "@/lib/env";
import { columnSentence } from "@/lib/import/column-labels";
import { ConfirmIntake, confirmIntake } from "@/lib/import/confirm-intake";
import { RECEIVE_SENTENCES, receiveSentence } from "@/lib/import/labels";
import { REFUSAL_SENTENCES } from "@/lib/import/problems";
import {
  ChooseProfile,
  chooseProfile as chooseProfileOf,
} from "@/lib/import/profiles/choose-profile";
import { PROFILE_SENTENCES, profileNameTaken } from "@/lib/import/profiles/labels";
import { ReadAgain, readAgain } from "@/lib/import/read-again";
import { INTERPRET_SENTENCES } from "./interpret-sentences";

const INTAKE_GONE = "Unggahan ini sudah tidak tersimpan. Unggah berkasnya sekali lagi.";

export const startCheck = defineAction({
  permission: "import.create",
  input: ConfirmIntake,
  run: (tx, actor, input) =>
    confirmIntake(tx, actor, input, { dataDir: env().TEPAT_DATA_DIR, now: new Date() }),
  keep: [
    "columns",
    "profileName",
    "profileSource",
    "name",
    "asOf",
    "programCode",
    "programName",
    "programLevel",
    "repeatReason",
  ],
  // Straight to where it ends: a page that leads on to another is asked for as itself when it loads anew.
  next: ({ runId, kind }) => (kind === "matching" ? `/pemadanan/${runId}` : `/impor/${runId}`),
  messages: {
    ...RECEIVE_SENTENCES,
    ...INTERPRET_SENTENCES,
    program_exists: (problem) => receiveSentence(problem),
    same_file_twice: (problem) => receiveSentence(problem),
    already_imported: (problem) =>
      `${receiveSentence(problem)} Tuliskan alasannya bila memang harus diimpor lagi.`,
    intake_gone: INTAKE_GONE,
    columns_changed:
      "Kolom berkas ini sudah dibaca dengan cara lain, mungkin di jendela lain. Muat ulang halaman, lalu pilih kolomnya lagi.",
    columns_wrong: "Ada kolom yang belum benar.",
    profile_name_taken: (problem) => profileNameTaken(problem),
  },
  fieldMessages: (problem) => {
    switch (problem.code) {
      case "columns_wrong":
        return sentencesByField(problem.problems);
      case "profile_name_taken":
        return { profileName: [profileNameTaken(problem)] };
      case "as_of_missing":
      case "as_of_in_future":
        return { asOf: [receiveSentence(problem)] };
      case "program_missing":
      case "program_unknown":
        return { programCode: [receiveSentence(problem)] };
      case "program_exists":
        return { programName: [receiveSentence(problem)] };
      default:
        return undefined;
    }
  },
});

export const chooseProfile = defineAction({
  permission: "import.create",
  input: ChooseProfile,
  runAlone: (db, actor, input) =>
    chooseProfileOf(db, actor, input, { dataDir: env().TEPAT_DATA_DIR, now: new Date() }),
  keep: ["profileId"],
  messages: { intake_gone: INTAKE_GONE, profile_gone: PROFILE_SENTENCES.profile_gone },
});

export const readFileAgain = defineAction({
  permission: "import.create",
  input: ReadAgain,
  runAlone: (_db, actor, input) =>
    readAgain(actor, input, { dataDir: env().TEPAT_DATA_DIR, now: new Date() }),
  keep: ["role", "sheet", "headerLine"],
  messages: {
    ...REFUSAL_SENTENCES,
    intake_gone: INTAKE_GONE,
    no_header_there: (problem) => noHeaderThere(problem),
  },
  fieldMessages: (problem) =>
    problem.code === "no_header_there" ? { headerLine: [noHeaderThere(problem)] } : undefined,
});

type ColumnsWrong = Extract<
  Extract<Awaited<ReturnType<typeof confirmIntake>>, { ok: false }>["problem"],
  { code: "columns_wrong" }
>;

function sentencesByField(problems: ColumnsWrong["problems"]): Record<string, string[]> {
  const sentences: Record<string, string[]> = {};
  for (const { field, role, problem } of problems)
    sentences[field] = [...(sentences[field] ?? []), columnSentence(role, problem)];
  return sentences;
}

function noHeaderThere({ headerLine }: { readonly headerLine: number }): string {
  return `Baris ${headerLine} tidak memuat judul kolom. Buka berkasnya, lihat di baris berapa judul kolom berdiri, lalu tulis nomornya.`;
}

"use server";

import { defineAction } from "@/lib/actions/define-action";
import { env } from "@/lib/env";
import { ConfirmIntake, confirmIntake } from "@/lib/import/confirm-intake";
import { RECEIVE_SENTENCES, receiveSentence } from "@/lib/import/labels";
import { INTERPRET_SENTENCES } from "./interpret-sentences";

export const startCheck = defineAction({
  permission: "import.create",
  input: ConfirmIntake,
  run: (tx, actor, input) =>
    confirmIntake(tx, actor, input, { dataDir: env().TEPAT_DATA_DIR, now: new Date() }),
  keep: ["listKind", "name", "asOf", "programCode", "programName", "programLevel", "repeatReason"],
  next: ({ runId }) => `/impor/${runId}`,
  messages: {
    ...RECEIVE_SENTENCES,
    ...INTERPRET_SENTENCES,
    program_exists: (problem) => receiveSentence(problem),
    already_imported: (problem) =>
      `${receiveSentence(problem)} Tuliskan alasannya bila memang harus diimpor lagi.`,
    intake_gone: "Unggahan ini sudah tidak tersimpan. Unggah berkasnya sekali lagi.",
  },
});

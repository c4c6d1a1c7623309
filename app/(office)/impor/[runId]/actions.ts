"use server";

import { defineAction } from "@/lib/actions/define-action";
import { checkImportAgain, discardImport, requestPublish } from "@/lib/import/commands";
import { stepSentence } from "@/lib/import/labels";
import { DiscardImport, ImportStep, PublishImport } from "@/lib/import/schema";

const messages = {
  not_found: stepSentence,
  not_available: stepSentence,
  role_not_allowed: stepSentence,
  guard_failed: stepSentence,
  reason_required: stepSentence,
  changed_meanwhile: stepSentence,
};

const CONFIRM_SENTENCES = {
  confirmed: "Beri tanda centang setelah peringatannya Anda periksa.",
  reason: "Tuliskan alasan tetap diterbitkan, paling sedikit 3 huruf.",
} as const;

export const publish = defineAction({
  permission: "import.publish",
  input: PublishImport,
  run: requestPublish,
  keep: ["reason", "confirmed"],
  messages,
  fieldMessages: ({ missing }) =>
    missing && Object.fromEntries(missing.map((field) => [field, [CONFIRM_SENTENCES[field]]])),
});

export const checkAgain = defineAction({
  permission: "import.create",
  input: ImportStep,
  run: checkImportAgain,
  messages,
});

export const discard = defineAction({
  permission: "import.discard",
  input: DiscardImport,
  run: discardImport,
  keep: ["reason"],
  messages,
});

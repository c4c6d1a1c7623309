"use server";

import { defineAction } from "@/lib/actions/define-action";
import { returnProposal } from "@/lib/proposals/return";
import { MoveForm, ReasonForm } from "@/lib/proposals/schema";
import { submitProposal } from "@/lib/proposals/submit";
import { takeUpAgain } from "@/lib/proposals/take-up-again";
import { validateProposal } from "@/lib/proposals/validate";
import { verifyProposal } from "@/lib/proposals/verify";
import { withdrawProposal } from "@/lib/proposals/withdraw";
import { MOVE_MESSAGES } from "../messages";

// The workflow refuses an empty reason too; here the sentence can stand at the field.
const WithReason = ReasonForm.extend({
  reason: ReasonForm.shape.reason.min(1, "Tuliskan alasannya."),
});

export const submit = defineAction({
  permission: "proposal.draft",
  input: MoveForm,
  run: submitProposal,
  messages: MOVE_MESSAGES,
});

export const verify = defineAction({
  permission: "proposal.verify",
  input: MoveForm,
  run: verifyProposal,
  messages: MOVE_MESSAGES,
});

export const validate = defineAction({
  permission: "proposal.validate",
  input: MoveForm,
  run: validateProposal,
  messages: MOVE_MESSAGES,
});

export const sendBack = defineAction({
  permission: "proposal.return",
  input: WithReason,
  run: returnProposal,
  keep: ["reason"],
  messages: MOVE_MESSAGES,
});

export const withdraw = defineAction({
  permission: "proposal.draft",
  input: WithReason,
  run: withdrawProposal,
  keep: ["reason"],
  messages: MOVE_MESSAGES,
});

export const takeUp = defineAction({
  permission: "proposal.draft",
  input: MoveForm,
  run: takeUpAgain,
  next: ({ proposalId }) => `/usulan/${proposalId}/ubah`,
  messages: {
    ...MOVE_MESSAGES,
    no_release: "Belum ada rilis DTSEN yang berlaku.",
    wrong_kind: ({ possible }) =>
      possible.includes("add")
        ? "Keluarga ini tidak ada lagi di rilis yang berlaku. Buat usulan baru dari kasusnya."
        : "Keluarga ini sudah ada di rilis yang berlaku. Buat usulan baru dari kasusnya.",
    no_open_case: "Kasusnya sudah selesai atau sudah diputus lain, jadi tidak ada yang diusulkan.",
  },
});

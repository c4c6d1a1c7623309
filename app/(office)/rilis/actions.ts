"use server";

import { defineAction } from "@/lib/actions/define-action";
import { requestWithdrawal } from "@/lib/import/commands";
import { stepSentence } from "@/lib/import/labels";
import { WithdrawRelease } from "@/lib/import/schema";

export const withdraw = defineAction({
  permission: "release.withdraw",
  input: WithdrawRelease,
  run: requestWithdrawal,
  keep: ["reason"],
  messages: {
    not_found: stepSentence,
    not_available: stepSentence,
    role_not_allowed: stepSentence,
    guard_failed: stepSentence,
    reason_required: stepSentence,
    changed_meanwhile: stepSentence,
  },
});

"use server";

import { defineAction } from "@/lib/actions/define-action";
import { repairRows } from "@/lib/import/repair/repair-rows";
import { repairSentence } from "@/lib/import/repair/repair-sentences";
import { RepairRows } from "@/lib/import/repair/schema";
import { rowFieldId } from "./row-field-id";

export const save = defineAction({
  permission: "import.create",
  input: RepairRows,
  run: repairRows,
  next: ({ runId }) => `/impor/${runId}`,
  messages: {
    row_unknown: repairSentence,
    row_not_whole: repairSentence,
    row_still_wrong: repairSentence,
    not_found: repairSentence,
    not_available: repairSentence,
    role_not_allowed: repairSentence,
    guard_failed: repairSentence,
    reason_required: repairSentence,
    changed_meanwhile: repairSentence,
  },
  fieldMessages: (problem) =>
    "lineNo" in problem ? { [rowFieldId(problem.lineNo)]: [repairSentence(problem)] } : undefined,
});

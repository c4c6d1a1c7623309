"use server";

import { defineAction } from "@/lib/actions/define-action";
import { deleteProfile, renameProfile } from "@/lib/import/profiles/commands";
import { PROFILE_SENTENCES, profileNameTaken } from "@/lib/import/profiles/labels";
import { DeleteProfile, RenameProfile } from "@/lib/import/profiles/schema";

export const rename = defineAction({
  permission: "import.create",
  input: RenameProfile,
  run: renameProfile,
  keep: ["name", "source"],
  messages: { ...PROFILE_SENTENCES, profile_name_taken: profileNameTaken },
  fieldMessages: (problem) =>
    problem.code === "profile_name_taken" ? { name: [profileNameTaken(problem)] } : undefined,
});

export const remove = defineAction({
  permission: "import.create",
  input: DeleteProfile,
  run: deleteProfile,
  messages: PROFILE_SENTENCES,
});

"use server";

import { defineAction } from "@/lib/actions/define-action";
import { type InviteProblem, inviteUser } from "@/lib/users/invite-user";
import { InviteUser } from "@/lib/users/schema";
import type { ShownLink } from "../handed-link";
import { AREA_MESSAGES } from "../messages";
import { showLink } from "../show-link";

export const invite = defineAction<typeof InviteUser, ShownLink, InviteProblem>({
  permission: "user.invite",
  input: InviteUser,
  async run(tx, actor, input) {
    return showLink(await inviteUser(tx, actor, input, new Date()));
  },
  keep: ["username", "name", "role", "cakupan", "wilayah"],
  messages: {
    ...AREA_MESSAGES,
    username_taken:
      "Nama pengguna ini sudah dipakai. Pilih yang lain, misalnya dengan nama tengah.",
  },
});

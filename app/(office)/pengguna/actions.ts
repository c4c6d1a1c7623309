"use server";

import { defineAction } from "@/lib/actions/define-action";
import { ok } from "@/lib/shared/result";
import { UserSearch } from "@/lib/users/schema";
import { userListAddress } from "./address";
import { rememberUserSearch } from "./remembered-search";

export const search = defineAction({
  permission: "user.list",
  input: UserSearch,
  async run(_tx, actor, { apa }) {
    if (apa === "") return ok(userListAddress({}));
    await rememberUserSearch(actor, apa);
    return ok(userListAddress({ cari: "hasil" }));
  },
  next: (href) => href,
  messages: {},
});

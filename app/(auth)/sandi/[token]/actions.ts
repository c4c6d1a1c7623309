"use server";

import { definePublicAction } from "@/lib/actions/define-action";
import { type SetPasswordProblem, setPasswordByLink } from "@/lib/auth/one-time-link";
import { PASSWORD_SENTENCES } from "@/lib/auth/password-sentences";
import { SetPassword } from "@/lib/auth/schema";
import { db } from "@/lib/db/client";

export const setPassword = definePublicAction<typeof SetPassword, SetPasswordProblem>({
  input: SetPassword,
  run: ({ token, password }) => setPasswordByLink(db(), token, password, new Date()),
  messages: {
    ...PASSWORD_SENTENCES,
    link_not_valid: "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru kepada admin.",
  },
  next: "/masuk?sandi=baru",
});

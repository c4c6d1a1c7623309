"use server";

import { definePublicAction } from "@/lib/actions/define-action";
import { setPasswordByLink } from "@/lib/auth/one-time-link";
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from "@/lib/auth/password";
import { SetPassword } from "@/lib/auth/schema";
import { db } from "@/lib/db/client";

export const setPassword = definePublicAction({
  input: SetPassword,
  run: ({ token, password }) => setPasswordByLink(db(), token, password, new Date()),
  messages: {
    too_short: `Kata sandi terlalu pendek. Pakai paling sedikit ${PASSWORD_LENGTH_MIN} karakter.`,
    too_long: `Kata sandi terlalu panjang. Pakai paling banyak ${PASSWORD_LENGTH_MAX} karakter.`,
    link_not_valid: "Tautan ini sudah dipakai atau kedaluwarsa. Minta tautan baru kepada admin.",
  },
  next: "/masuk?sandi=baru",
});

"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { type ChangePasswordProblem, changeOwnPassword } from "@/lib/auth/change-password";
import { PASSWORD_SENTENCES } from "@/lib/auth/password-sentences";
import { ChangePassword } from "@/lib/auth/schema";
import { signInDevice } from "@/lib/auth/session";
import { minutesTo } from "@/lib/shared/format";
import { endOtherSessions, endOwnSession } from "@/lib/users/end-sessions";

export const changePassword = defineAction<
  typeof ChangePassword,
  { readonly sessions: number },
  ChangePasswordProblem
>({
  permission: "account.change",
  input: ChangePassword,
  async runAlone(db, actor, input) {
    const device = await signInDevice(actor.username);
    return changeOwnPassword(db, actor, input, device, new Date());
  },
  messages: {
    ...PASSWORD_SENTENCES,
    demo_account:
      "Akun contoh dipakai bersama, jadi kata sandinya tidak dapat diganti. Minta admin mengundang akun sendiri.",
    throttled: ({ until }) =>
      `Terlalu banyak percobaan. Coba lagi dalam ${minutesTo(until)} menit.`,
    wrong_password: "Kata sandi sekarang salah. Ketik lagi.",
    same_password: "Kata sandi baru sama dengan yang sekarang. Pilih yang lain.",
  },
});

export const endOwn = defineAction({
  permission: "account.change",
  input: z.object({ sessionId: z.uuid() }),
  run: (tx, actor, input) => endOwnSession(tx, actor, input, new Date()),
  messages: { no_session: "Perangkat itu sudah keluar." },
});

export const endOthers = defineAction({
  permission: "account.change",
  input: z.object({}),
  run: (tx, actor) => endOtherSessions(tx, actor, new Date()),
  messages: { no_session: "Tidak ada perangkat lain yang masih masuk." },
});

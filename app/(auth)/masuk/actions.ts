"use server";

import { definePublicAction } from "@/lib/actions/define-action";
import { SignIn } from "@/lib/auth/schema";
import { rememberSession, signInDevice } from "@/lib/auth/session";
import { type SignInProblem, signInWithPassword } from "@/lib/auth/sign-in";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { minutesTo } from "@/lib/shared/format";
import type { Result } from "@/lib/shared/result";

export const signIn = definePublicAction({
  input: SignIn,
  async run(input): Promise<Result<UserActor, SignInProblem>> {
    const device = await signInDevice(input.username);
    const result = await signInWithPassword(db(), input, device, new Date());
    if (result.ok) await rememberSession(result.value);
    return result;
  },
  messages: {
    wrong_credentials: "Nama pengguna atau kata sandi salah. Periksa lagi keduanya.",
    throttled: ({ until }) =>
      `Terlalu banyak percobaan. Coba lagi dalam ${minutesTo(until)} menit.`,
  },
  keep: ["username"],
  next: "/",
});

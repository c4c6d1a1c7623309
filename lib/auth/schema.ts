import { z } from "zod";

/** Long enough for any password; an end for the hash and for the log-in form's body. */
const ANY_LENGTH_MAX = 1000;

export const SignIn = z.object({
  username: z
    .string()
    .trim()
    .min(1, "Isi nama pengguna.")
    .max(100, "Nama pengguna terlalu panjang."),
  password: z.string().min(1, "Isi kata sandi.").max(ANY_LENGTH_MAX, "Kata sandi terlalu panjang."),
});
export type SignIn = z.infer<typeof SignIn>;

const Chosen = {
  password: z.string().min(1, "Isi kata sandi.").max(ANY_LENGTH_MAX, "Kata sandi terlalu panjang."),
  repeated: z.string().min(1, "Ketik kata sandi sekali lagi.").max(ANY_LENGTH_MAX),
};
const TYPED_TWICE = {
  path: ["repeated"],
  message: "Kedua kata sandi tidak sama. Ketik lagi keduanya.",
};
const isTypedTwice = ({ password, repeated }: { password: string; repeated: string }) =>
  password === repeated;

/** The rule itself is `checkPasswordRule`: it is the same wherever a password is chosen. */
export const SetPassword = z
  .object({ token: z.string().min(1).max(100), ...Chosen })
  .refine(isTypedTwice, TYPED_TWICE);
export type SetPassword = z.infer<typeof SetPassword>;

export const ChangePassword = z
  .object({
    current: z.string().min(1, "Isi kata sandi sekarang.").max(ANY_LENGTH_MAX),
    ...Chosen,
  })
  .refine(isTypedTwice, TYPED_TWICE);
export type ChangePassword = z.infer<typeof ChangePassword>;

import type { Messages } from "@/lib/actions/run-action";
import {
  PASSWORD_LENGTH_MAX,
  PASSWORD_LENGTH_MIN,
  type PasswordProblem,
  type Weakness,
} from "./password-rule";

const WEAKNESS_SENTENCES = {
  own_words:
    "Nama, nama pengguna, nama kantor atau wilayah, dan kata seperti bansos mudah ditebak. Pakai beberapa kata lain yang tidak berhubungan dengan Anda atau pekerjaan.",
  pattern:
    "Urutan seperti 12345 atau qwerty, pengulangan, dan tanggal mudah ditebak. Pakai beberapa kata yang tidak berhubungan.",
  common:
    "Kata sandi ini mudah ditebak. Tambahkan satu atau dua kata yang tidak berhubungan, dipisah spasi.",
} as const satisfies Record<Weakness, string>;

/** What to type where a new password is asked for. */
export const PASSWORD_HINT = `Paling sedikit ${PASSWORD_LENGTH_MIN} karakter. Empat kata yang tidak berhubungan mudah diingat dan sulit ditebak; huruf besar, angka, dan tanda baca tidak wajib.`;

/** What each refusal of the rule says, wherever a password is chosen. */
export const PASSWORD_SENTENCES = {
  too_short: `Kata sandi terlalu pendek. Pakai paling sedikit ${PASSWORD_LENGTH_MIN} karakter.`,
  too_long: `Kata sandi terlalu panjang. Pakai paling banyak ${PASSWORD_LENGTH_MAX} karakter.`,
  too_weak: ({ because }) => WEAKNESS_SENTENCES[because],
} satisfies Messages<PasswordProblem>;

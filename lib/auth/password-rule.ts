import { fail, ok, type Result } from "@/lib/shared/result";

/** NIST SP 800-63B-4: fifteen characters where the password is the only factor. */
export const PASSWORD_LENGTH_MIN = 15;
/** Far above the 64 that must be possible; an end, so that nobody makes the server hash a novel. */
export const PASSWORD_LENGTH_MAX = 256;

/** What makes a password easy to guess: the person's and the office's own words, a pattern, or words that many use. */
export type Weakness = "own_words" | "pattern" | "common";

export type PasswordProblem =
  | { readonly code: "too_short" }
  | { readonly code: "too_long" }
  | { readonly code: "too_weak"; readonly because: Weakness };

/**
 * The one rule for a password that a person chooses: its length, then how hard it is to guess.
 * Length is counted in characters, spaces and Unicode included, nothing cut off.
 *
 * @param guessable what anybody would try for this person first (`findGuessableWords`)
 */
export async function checkPasswordRule(
  password: string,
  guessable: readonly string[],
): Promise<Result<string, PasswordProblem>> {
  const length = [...password.normalize("NFC")].length;
  if (length < PASSWORD_LENGTH_MIN) return fail({ code: "too_short" });
  if (length > PASSWORD_LENGTH_MAX) return fail({ code: "too_long" });
  // Loaded when the first password is chosen: the dictionaries are large, and few requests need them.
  const { findWeakness } = await import("./password-strength");
  const because = findWeakness(password, guessable);
  return because === null ? ok(password) : fail({ code: "too_weak", because });
}

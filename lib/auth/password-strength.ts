import { type MatchExtended, ZxcvbnFactory } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary as leakedPasswords } from "@zxcvbn-ts/language-common";
import { dictionary as indonesian } from "@zxcvbn-ts/language-id";
import type { Weakness } from "./password-rule";

/**
 * The library's highest mark, more than 10^10 guesses. Three dictionary words in a row already get
 * the mark below it, "dinassosial2026" among them; three unrelated words with blanks reach this one.
 */
const SCORE_MIN = 4;

/**
 * The beginning that is judged: what is hard to guess there is hard as a whole. With the limit of
 * letter swaps it keeps the worst text at about a tenth of a second.
 */
const LIMITS = { maxLength: 64, l33tMaxSubstitutions: 10 } as const;

/** Words of the work and of every speech at a flag: the first that somebody who knows the office tries. */
// biome-ignore format: a list reads as a list
const WORDS_OF_THE_WORK = [
  "dinas", "sosial", "dinsos", "kantor", "bantuan", "bansos", "sembako", "program", "keluarga",
  "harapan", "penerima", "bpnt", "dtsen", "dtks", "siks", "siksng", "kemensos", "tepat",
  "admin", "operator", "verifikator", "kepala", "pendamping", "petugas", "pengguna",
  "kelurahan", "kecamatan", "kabupaten", "kota", "desa", "provinsi",
  "sandi", "katasandi", "password", "rahasia", "selamat", "indonesia", "merdeka", "pancasila", "bismillah",
] as const;

/** Shorter words stand inside too many others to be left out. */
const LEFT_OUT_LENGTH_MIN = 4;

/** Signs of a pattern of keys or letters in place of words. */
const PATTERNS: readonly MatchExtended["pattern"][] = [
  "spatial",
  "repeat",
  "sequence",
  "wordSequence",
  "date",
  "regex",
];

let known: ZxcvbnFactory | undefined;

/**
 * Why a password is easy to guess, or null for one that is not. The guessable words count for
 * nothing, however many stand in a row: without them the rest must be hard to guess by itself.
 */
export function findWeakness(password: string, guessable: readonly string[]): Weakness | null {
  const words = [...guessable, ...WORDS_OF_THE_WORK].map((word) => word.toLowerCase());
  const rest = leaveOut(password, words);
  const { score, sequence } = judge().check(rest, words);
  if (score >= SCORE_MIN) return null;
  if (rest.length < password.length) return "own_words";
  return sequence.some(({ pattern }) => PATTERNS.includes(pattern)) ? "pattern" : "common";
}

function leaveOut(password: string, words: readonly string[]): string {
  // The longest first: of "malang" and "malangsari" the shorter would leave half of the other.
  const longestFirst = words
    .filter(({ length }) => length >= LEFT_OUT_LENGTH_MIN)
    .toSorted((one, other) => other.length - one.length);
  return longestFirst.reduce(
    (rest, word) => rest.replaceAll(word, ""),
    password.normalize("NFC").toLowerCase(),
  );
}

function judge(): ZxcvbnFactory {
  known ??= new ZxcvbnFactory({
    dictionary: { ...leakedPasswords, ...indonesian },
    graphs: adjacencyGraphs,
    ...LIMITS,
  });
  return known;
}

import type { Label } from "@/lib/shared/tone";
import type { Difference, MatchingResult, MatchingTab, SettledBy } from "./schema";

export const MATCHING_RESULT_LABELS = {
  matched: { text: "Padan", tone: "positive" },
  similar: { text: "Mirip", tone: "warning" },
  unmatched: { text: "Tidak padan", tone: "neutral" },
} as const satisfies Record<MatchingResult, Label>;

export const MATCHING_TAB_LABELS = {
  mirip: "Mirip",
  padan: "Padan",
  "tidak-padan": "Tidak padan",
} as const satisfies Record<MatchingTab, string>;

/** How a row came to its result. */
export const SETTLED_BY_LABELS = {
  nik: "NIK sama",
  facts: "Nama dan data lain sama",
  person: "Diputus petugas",
  nobody: "Tidak ada orang yang cocok",
  too_little: "Data di daftar terlalu sedikit",
} as const satisfies Record<SettledBy, string>;

export const DIFFERENCE_LABELS = {
  nik: "NIK",
  name: "nama",
  birth_date: "tanggal lahir",
  sex: "jenis kelamin",
  area: "wilayah",
} as const satisfies Record<Difference, string>;

/**
 * Why a row waits for a person although all that both sides know agrees: too little of it, or
 * several who are alike.
 */
export function doubtWords(persons: number): string {
  return persons > 1
    ? "tidak ada, tetapi lebih dari satu orang yang serupa"
    : "tidak ada, tetapi data di daftar belum cukup untuk memastikan";
}

/** "nama, wilayah"; a dash where nothing does. */
export function differenceWords(differences: readonly Difference[]): string {
  return differences.map((difference) => DIFFERENCE_LABELS[difference]).join(", ");
}

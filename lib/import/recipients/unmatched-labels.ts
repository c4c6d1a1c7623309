import type { UnmatchedReason } from "@/lib/import/recipients/list-unmatched-recipients";
import type { RecipientsSummary } from "@/lib/import/schema";

/** What becomes of a row that finds no family of the release in force. */
export const UNMATCHED_LABELS = {
  none: {
    text: "Tidak cocok dengan siapa pun",
    consequence: "No KK dan NIK-nya tidak dapat dipakai; tidak dicatat sebagai penerima.",
  },
  ambiguous_nik: {
    text: "NIK ada di dua keluarga",
    consequence: "Tidak dicatat di keluarga mana pun sampai NIK-nya diperbaiki.",
  },
  new_household: {
    text: "Keluarganya tidak ada di DTSEN",
    consequence: "Tetap dicatat sebagai penerima; menjadi kasus Tidak ada di DTSEN.",
  },
} as const satisfies Record<
  UnmatchedReason,
  { readonly text: string; readonly consequence: string }
>;

/** The count of a summary that belongs to each reason. */
export function unmatchedCount(
  matched: RecipientsSummary["matched"],
  reason: UnmatchedReason,
): number {
  const counts = {
    none: matched.none,
    ambiguous_nik: matched.ambiguousNik,
    new_household: matched.newHousehold,
  } as const satisfies Record<UnmatchedReason, number>;
  return counts[reason];
}

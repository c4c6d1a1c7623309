import type { UnmatchedDukcapilReason } from "@/lib/import/dukcapil/list-unmatched-dukcapil";
import type { DukcapilFate, DukcapilResult } from "@/lib/import/dukcapil/read-result";

export const DUKCAPIL_RESULT_LABELS = {
  matched: "Padan",
  unmatched: "Tidak padan",
  not_found: "NIK tidak ditemukan",
  doubled: "NIK ganda",
  inactive: "Tidak aktif",
  unknown: "Tidak dikenali",
} as const satisfies Record<DukcapilResult, string>;

const DUKCAPIL_FATE_LABELS = {
  deceased: "meninggal",
  moved_out: "pindah keluar",
} as const satisfies Record<DukcapilFate, string>;

export const UNMATCHED_DUKCAPIL_LABELS = {
  not_in_release: "NIK tidak ada di rilis yang berlaku",
  invalid_nik: "NIK tidak sah",
} as const satisfies Record<UnmatchedDukcapilReason, string>;

/** What Dukcapil answered about a person: "Tidak aktif, meninggal". */
export function dukcapilAnswer({
  result,
  fate,
}: {
  readonly result: DukcapilResult;
  readonly fate: DukcapilFate | null;
}): string {
  const words = DUKCAPIL_RESULT_LABELS[result];
  return fate === null ? words : `${words}, ${DUKCAPIL_FATE_LABELS[fate]}`;
}

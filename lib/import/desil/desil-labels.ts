import type { DesilLine } from "@/lib/import/schema";

/** What a line of a desil list says against the release in force. */
export const DESIL_LINE_LABELS = {
  same: "Sama dengan rilis yang berlaku",
  different: "Berbeda dari rilis yang berlaku",
  unranked: "Rilis yang berlaku tidak memberi desil",
  outside: "Keluarga dikenal, tetapi tidak ada di rilis",
  unmatched: "Tidak cocok dengan keluarga mana pun",
  withoutDesil: "Desilnya kosong atau tidak terbaca",
} as const satisfies Record<DesilLine, string>;

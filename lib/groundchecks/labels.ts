import type { Label } from "@/lib/shared/tone";
import type { GroundcheckEventAction, GroundcheckResult, GroundcheckState } from "./workflow";

export const GROUNDCHECK_STATE_LABELS = {
  assigned: { text: "Ditugaskan", tone: "warning" },
  in_progress: { text: "Sedang diisi", tone: "info" },
  submitted: { text: "Menunggu verifikasi", tone: "info" },
  returned: { text: "Dikembalikan", tone: "warning" },
  verified: { text: "Terverifikasi", tone: "positive" },
  cancelled: { text: "Dibatalkan", tone: "neutral" },
} as const satisfies Record<GroundcheckState, Label>;

export const GROUNDCHECK_RESULT_LABELS = {
  found: "Ditemukan",
  not_found: "Tidak ditemukan",
  deceased: "Meninggal",
  not_eligible: "Tidak eligible",
  not_met: "Tidak dapat ditemui sampai akhir pendataan",
  moved: "Pindah",
  refused: "Menolak",
} as const satisfies Record<GroundcheckResult, string>;

/** What a step was, for a timeline. */
export const GROUNDCHECK_EVENT_LABELS = {
  assign: "Groundcheck ditugaskan",
  save_draft: "Pengisian dimulai",
  submit: "Hasil kunjungan dikirim",
  return: "Dikembalikan ke pendamping",
  verify: "Hasil kunjungan diverifikasi",
  reassign: "Dipindahkan ke pendamping lain",
  cancel: "Groundcheck dibatalkan",
  reinstate: "Dikembalikan karena rilis ditarik atau terbit ulang",
} as const satisfies Record<GroundcheckEventAction, string>;

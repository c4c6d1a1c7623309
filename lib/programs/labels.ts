import type { Label } from "@/lib/shared/tone";
import type { SuspensionWait } from "./suspension-schema";
import type { ParticipationEventAction, ParticipationState } from "./workflow";

export const PARTICIPATION_STATE_LABELS = {
  active: { text: "Aktif", tone: "positive" },
  suspended: { text: "Ditangguhkan", tone: "warning" },
  ended: { text: "Dihentikan", tone: "neutral" },
  graduated: { text: "Graduasi", tone: "neutral" },
} as const satisfies Record<ParticipationState, Label>;

/** What a step was, for a timeline. */
export const PARTICIPATION_EVENT_LABELS = {
  enrolled: "Tercatat sebagai penerima",
  household_recognised: "Dikenali di kartu keluarga yang sekarang",
  unlisted: "Tidak lagi ditunjuk daftar penerima mana pun",
  suspend: "Bantuan ditangguhkan otomatis",
  reinstate: "Bantuan dilanjutkan karena rilisnya ditarik",
  resume: "Bantuan dilanjutkan",
  end: "Bantuan diakhiri",
  leave_list: "Tidak ada di daftar lengkap: bantuan berakhir",
  return_to_list: "Ada lagi di daftar: bantuan berlanjut",
} as const satisfies Record<ParticipationEventAction, string>;

/** Names people say; a program that an office added is known by the words of its code. */
const SHORT_NAMES: Readonly<Record<string, string>> = { SEMBAKO: "Sembako", PBI_JK: "PBI-JK" };

export function programShortName(code: string): string {
  return SHORT_NAMES[code] ?? code.replaceAll("_", " ");
}

/** What a suspended aid waits for, and who does it. */
export const SUSPENSION_WAIT_LABELS = {
  penugasan: "Penugasan oleh operator",
  kunjungan: "Kunjungan pendamping",
  verifikasi: "Verifikasi kunjungan",
  keputusan: "Keputusan verifikator atau kepala dinas",
} as const satisfies Record<SuspensionWait, string>;

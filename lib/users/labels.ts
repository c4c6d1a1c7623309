import type { Label } from "@/lib/shared/tone";
import type { ActivationReason, DeactivationReason, UserState } from "./rules";

export const USER_STATE_LABELS = {
  active: { text: "Aktif", tone: "positive" },
  waiting: { text: "Tautan belum dipakai", tone: "warning" },
  inactive: { text: "Nonaktif", tone: "neutral" },
} as const satisfies Record<UserState, Label>;

export const DEACTIVATION_REASON_LABELS = {
  left: "Tidak lagi bekerja di sini",
  moved: "Pindah tugas",
  on_leave: "Cuti atau berhenti sementara",
  misuse: "Akunnya diduga dipakai orang lain",
  mistake: "Akunnya salah dibuat",
} as const satisfies Record<DeactivationReason, string>;

export const ACTIVATION_REASON_LABELS = {
  back: "Bertugas lagi",
  cleared: "Sudah diperiksa dan aman",
  closed_by_mistake: "Dinonaktifkan karena keliru",
} as const satisfies Record<ActivationReason, string>;

import type { HandOverResult, RefusalCategory } from "./results";
import type { LineTab } from "./schema";
import type { BatchLineProblem } from "./types";

export const RESULT_LABELS = {
  approve_at_kemensos: "Disetujui Kemensos",
  reject_at_kemensos: "Ditolak Kemensos",
  forward_to_bps: "Diteruskan ke BPS",
  reject_at_bps: "Tidak diterima BPS",
} as const satisfies Record<HandOverResult, string>;

export const REFUSAL_LABELS = {
  nik: "NIK tidak padan",
  incomplete: "Data tidak lengkap",
  not_eligible: "Tidak layak",
  quota: "Kuota penuh",
  other: "Lainnya",
} as const satisfies Record<RefusalCategory, string>;

export const LINE_TAB_LABELS = {
  belum: "Belum dientri",
  menunggu: "Menunggu hasil",
  selesai: "Selesai",
} as const satisfies Record<LineTab, string>;

/** Why one line of several did not go with the others. */
export const LINE_PROBLEM_LABELS = {
  not_found: "tidak ada di daftar ini",
  not_available: "keadaannya sudah tidak memungkinkan langkah ini",
  role_not_allowed: "peran Anda tidak dapat melakukannya",
  reason_required: "alasannya belum ditulis",
  no_basis: "berita acara atau SPTJM belum dicatat",
  changed_meanwhile: "baru saja diubah petugas lain; periksa lagi",
  before_validation: "tanggalnya sebelum usulan disahkan",
  before_entry: "tanggalnya sebelum dientri ke SIKS-NG",
} as const satisfies Record<BatchLineProblem, string>;

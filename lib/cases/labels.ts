import type { Label } from "@/lib/shared/tone";
import type { FollowUpCounts } from "./follow-up-counts";
import type { ErrorKind, KindGroup } from "./kinds";
import type { CaseStage } from "./schema";
import type { CaseEventAction, CaseOutcome, CaseState } from "./workflow";

export const KIND_GROUP_LABELS = {
  exclusion: "Salah keluar",
  inclusion: "Salah masuk",
  missing: "Tidak ada di DTSEN",
  other: "Lainnya",
} as const satisfies Record<KindGroup, string>;

/** The name of each kind and one line that says what it is. */
export const KIND_LABELS = {
  "misplaced-high": {
    name: "Ditempatkan terlalu tinggi",
    explanation: "Miskin di DTKS lama, tetapi desilnya di DTSEN sekarang tinggi.",
  },
  "eligible-not-enrolled": {
    name: "Layak belum menerima",
    explanation: "Memenuhi syarat program, tetapi tidak menerima bantuannya.",
  },
  "over-limit": {
    name: "Di atas batas desil",
    explanation: "Menerima bantuan, padahal desilnya melewati batas program itu.",
  },
  "misplaced-low": {
    name: "Ditempatkan terlalu rendah",
    explanation: "Desilnya rendah, tetapi ada tanda bahwa keluarga mampu.",
  },
  "excluded-occupation": {
    name: "Pekerjaan dikecualikan",
    explanation: "Menerima bantuan, padahal ada anggota yang bekerja di negara, BUMN, atau BUMD.",
  },
  "no-component": {
    name: "Tanpa komponen PKH",
    explanation: "Menerima PKH, tetapi tidak ada anggota yang menjadi komponen.",
  },
  "deceased-recipient": {
    name: "Penerima meninggal",
    explanation: "Penerima bantuan tercatat sudah meninggal.",
  },
  "moved-recipient": {
    name: "Penerima pindah",
    explanation: "Penerima bantuan tercatat sudah pindah ke luar daerah.",
  },
  "double-benefit": {
    name: "Bantuan ganda",
    explanation: "Satu keluarga menerima lebih dari satu kali bantuan yang hanya boleh satu.",
  },
  "missing-in-dtsen": {
    name: "Tidak ada di DTSEN",
    explanation: "Ada di DTKS lama atau daftar penerima, tetapi tidak ditemukan di DTSEN.",
  },
  unranked: {
    name: "Tanpa desil",
    explanation: "Ada di DTSEN, tetapi desil nasionalnya kosong.",
  },
  "extreme-shift": {
    name: "Desil berubah tajam",
    explanation: "Desilnya naik atau turun tajam dari satu rilis ke rilis berikutnya.",
  },
  "duplicate-nik": {
    name: "NIK ganda",
    explanation: "Satu NIK tercatat lebih dari satu kali.",
  },
  "duplicate-person": {
    name: "Orang ganda",
    explanation: "Dua NIK tampaknya milik orang yang sama.",
  },
  "invalid-nik": {
    name: "NIK tidak sah",
    explanation: "NIK kosong, tidak 16 angka, atau tidak mungkin benar.",
  },
  "unmatched-dukcapil": {
    name: "Tidak padan Dukcapil",
    explanation: "NIK tidak cocok dengan data kependudukan.",
  },
  "member-count-mismatch": {
    name: "Jumlah anggota berbeda",
    explanation: "Jumlah anggota keluarga berbeda dari baris anggotanya.",
  },
  "payment-failed": {
    name: "Gagal salur",
    explanation: "Rekening penerima gagal atau diblokir.",
  },
  stale: {
    name: "Lama tidak diperbarui",
    explanation: "Menerima bantuan, tetapi lama tidak diperiksa.",
  },
} as const satisfies Record<ErrorKind, { readonly name: string; readonly explanation: string }>;

export const CASE_STATE_LABELS = {
  open: { text: "Terbuka", tone: "warning" },
  in_groundcheck: { text: "Groundcheck", tone: "info" },
  checked: { text: "Sudah diperiksa", tone: "info" },
  in_proposal: { text: "Diusulkan", tone: "info" },
  awaiting_release: { text: "Menunggu rilis", tone: "info" },
  resolved: { text: "Selesai", tone: "positive" },
  dismissed: { text: "Ditutup", tone: "neutral" },
} as const satisfies Record<CaseState, Label>;

/** What an open case waits for, as a filter says it. */
export const CASE_STAGE_LABELS = {
  "belum-ditugaskan": "Belum ditugaskan untuk groundcheck",
  groundcheck: "Sedang groundcheck",
  "perlu-diputus": "Sudah diperiksa, perlu diputus",
  diusulkan: "Diusulkan, belum di SIKS-NG",
  "menunggu-rilis": "Di SIKS-NG, menunggu rilis",
  "belum-berubah": "Menunggu rilis, belum berubah",
} as const satisfies Record<CaseStage, string>;

export const CASE_OUTCOME_LABELS = {
  new_data: "Terselesaikan oleh data baru",
  data_correct: "Data benar",
  dismissed: "Ditutup petugas: bukan kesalahan",
} as const satisfies Record<CaseOutcome, string>;

/** What a detection meant for the work under way, as the import that brought it tells. */
export const FOLLOW_UP_LABELS = {
  reflected: "Usulan yang sudah berubah di rilis ini",
  notReflected: "Usulan yang disetujui, tetapi belum berubah",
  unchanged: "Usulan di SIKS-NG yang belum berubah",
  proposalsWithdrawn: "Usulan yang tidak perlu lagi, dibatalkan",
  casesJoined: "Kasus baru yang ikut groundcheck yang berjalan",
  groundchecksCancelled: "Groundcheck yang tidak perlu lagi, dibatalkan",
  liftable: "Bantuan ditangguhkan yang menunggu keputusan",
} as const satisfies Record<keyof FollowUpCounts, string>;

/** What a step was, for the timeline. */
export const CASE_EVENT_LABELS = {
  open: "Kasus dibuka",
  change_evidence: "Nilai buktinya berubah",
  stay_unchanged: "Rilis baru: belum berubah",
  lose_condition: "Data baru tidak lagi menunjukkannya",
  dismiss: "Kasus ditutup petugas",
  assign: "Ditugaskan untuk groundcheck",
  unassign: "Groundcheck dibatalkan",
  check: "Groundcheck diverifikasi",
  confirm_data: "Diputus: data benar",
  propose: "Diputus: diusulkan",
  propose_without_visit: "Diputus: diusulkan tanpa kunjungan",
  hand_over: "Dimasukkan ke SIKS-NG",
  undo_hand_over: "Entri SIKS-NG ditarik kembali",
  decide_again: "Usulan tidak berlanjut, perlu diputus lagi",
  reopen: "Usulan tidak berlanjut, kasus terbuka lagi",
  resolve_by_new_data: "Terselesaikan oleh data baru",
  reinstate: "Dikembalikan karena rilis ditarik atau terbit ulang",
} as const satisfies Record<CaseEventAction, string>;

import type { ImportFileRole, ImportKind, ImportStage, ImportState } from "./schema";
import type { ImportAction } from "./workflow";

export type Tone = "neutral" | "info" | "warning" | "success" | "error";

export const IMPORT_STATE_LABELS = {
  received: { text: "Diterima", tone: "neutral" },
  checking: { text: "Sedang diperiksa", tone: "info" },
  ready: { text: "Siap ditinjau", tone: "warning" },
  publishing: { text: "Sedang diterbitkan", tone: "info" },
  published: { text: "Terbit", tone: "success" },
  failed: { text: "Gagal", tone: "error" },
  discarded: { text: "Dibatalkan", tone: "neutral" },
} as const satisfies Record<ImportState, { text: string; tone: Tone }>;

export const IMPORT_KIND_LABELS = {
  dtsen: "Rilis DTSEN",
  dtks: "DTKS lama",
  recipients: "Daftar penerima",
} as const satisfies Record<ImportKind, string>;

export const IMPORT_FILE_ROLE_LABELS = {
  family: "Berkas keluarga",
  member: "Berkas anggota keluarga",
  dtks: "Berkas DTKS",
  recipients: "Daftar penerima",
} as const satisfies Record<ImportFileRole, string>;

export const IMPORT_STAGE_LABELS = {
  waiting: "Menunggu giliran",
  preparing: "Menyiapkan",
  reading_families: "Membaca keluarga",
  reading_members: "Membaca anggota keluarga",
  reading_rows: "Membaca baris",
  indexing: "Menyusun indeks",
  matching: "Mencocokkan dengan rilis sebelumnya",
  comparing: "Membandingkan",
  publishing: "Menerbitkan",
  linking: "Menghubungkan daftar dengan keluarga",
  detecting: "Mencari kesalahan",
} as const satisfies Record<ImportStage, string>;

/** What a step was, for a run's timeline. */
export const IMPORT_ACTION_LABELS = {
  start_check: "Pemeriksaan dimulai",
  finish_check: "Pemeriksaan selesai",
  fail: "Berhenti karena galat",
  check_again: "Diperiksa ulang",
  publish: "Disetujui untuk diterbitkan",
  finish_publish: "Diterbitkan",
  discard: "Dibatalkan",
} as const satisfies Record<ImportAction, string>;

import { isDiskFull } from "@/lib/jobs/temporary-problem";

/** Why a check or a publication stopped, with a sentence for the person at the screen. No personal data. */
export interface RunFailure {
  readonly code: string;
  readonly sentence: string;
}

export const FILE_MISSING: RunFailure = {
  code: "file_missing",
  sentence: "Berkas impor ini tidak ada lagi di penyimpanan server; unggah sekali lagi.",
};

export const INTERRUPTED: RunFailure = {
  code: "interrupted",
  sentence: "Pekerjaan terhenti sebelum selesai; jalankan sekali lagi.",
};

const DISK_FULL: RunFailure = {
  code: "disk_full",
  sentence:
    "Ruang kosong di server habis saat impor berjalan; kosongkan ruang, lalu periksa ulang.",
};

const UNEXPECTED: RunFailure = {
  code: "unexpected",
  sentence:
    "Terjadi gangguan di sistem dan impor ini dihentikan; data yang berlaku tidak berubah. Sampaikan kepada pengelola sistem.",
};

/** The failure that an error nobody foresaw becomes: what a person can remedy is told, the rest is in the log. */
export function failureOfError(error: unknown): RunFailure {
  return isDiskFull(error) ? DISK_FULL : UNEXPECTED;
}

import { isDiskFull } from "@/lib/db/database-problem";
import { NotExactlyOneInForce } from "@/lib/programs/rules";
import { REFUSAL_SENTENCES } from "./problems";
import type { ImportFailure } from "./schema";
import { WorkbookRefused } from "./xlsx/workbook-refused";

/** Why a check or a publication stopped, with a sentence for the person at the screen. No personal data. */
export interface RunFailure {
  readonly code: string;
  readonly sentence: string;
}

export const FILE_MISSING: RunFailure = {
  code: "file_missing",
  sentence: "Berkas impor ini tidak ada lagi di penyimpanan server; unggah sekali lagi.",
};

/** A header alone: published as a complete list it would end the aid of everybody. */
export const NO_ROWS: RunFailure = {
  code: "no_rows",
  sentence:
    "Berkas ini hanya memuat judul kolom, tanpa satu baris data pun. Minta berkas yang berisi kepada pengirim.",
};

export const INTERRUPTED: RunFailure = {
  code: "interrupted",
  sentence: "Pekerjaan terhenti sebelum selesai; jalankan sekali lagi.",
};

const DISK_FULL = {
  check: {
    code: "disk_full",
    sentence:
      "Ruang kosong di server habis saat impor diperiksa; data yang berlaku tidak berubah dan berkasnya masih tersimpan. Kosongkan ruang, lalu periksa ulang.",
  },
  publish: {
    code: "disk_full",
    sentence:
      "Ruang kosong di server habis saat menerbitkan dan pekerjaan belum tuntas. Kosongkan ruang, lalu terbitkan sekali lagi untuk menyelesaikannya.",
  },
  withdraw: {
    code: "disk_full",
    sentence:
      "Ruang kosong di server habis saat menarik rilis, dan tidak ada yang berubah. Kosongkan ruang, lalu coba sekali lagi.",
  },
} as const satisfies Record<ImportFailure["step"], RunFailure>;

const UNEXPECTED = {
  check: {
    code: "unexpected",
    sentence:
      "Terjadi gangguan di sistem dan impor ini dihentikan; data yang berlaku tidak berubah. Sampaikan kepada pengelola sistem.",
  },
  publish: {
    code: "unexpected",
    sentence:
      "Terjadi gangguan di sistem saat menerbitkan dan pekerjaan belum tuntas. Terbitkan sekali lagi untuk menyelesaikannya; jika berulang, sampaikan kepada pengelola sistem.",
  },
  withdraw: {
    code: "unexpected",
    sentence:
      "Terjadi gangguan di sistem saat menarik rilis, dan tidak ada yang berubah. Coba sekali lagi; jika berulang, sampaikan kepada pengelola sistem.",
  },
} as const satisfies Record<ImportFailure["step"], RunFailure>;

/** Another release came into force while the withdrawal waited for its turn. */
export const NO_LONGER_IN_FORCE: RunFailure = {
  code: "no_longer_in_force",
  sentence: "Rilis ini sudah digantikan rilis lain sebelum sempat ditarik; tidak ada yang berubah.",
};

/** The failure that an error nobody foresaw becomes: what a person can remedy is told, the rest is in the log. */
export function failureOfError(error: unknown, step: ImportFailure["step"]): RunFailure {
  if (isDiskFull(error)) return DISK_FULL[step];
  if (error instanceof WorkbookRefused)
    return { code: error.code, sentence: REFUSAL_SENTENCES[error.code] };
  return error instanceof NotExactlyOneInForce ? withoutOneRule(error) : UNEXPECTED[step];
}

/** Detection never falls back to another year's limit: it waits until the rows are right. */
function withoutOneRule({ subject, day, found }: NotExactlyOneInForce): RunFailure {
  return {
    code: "rule_not_in_force",
    sentence: `Aturan ${subject} yang berlaku pada ${day} ada ${found}, seharusnya tepat satu, sehingga kasus belum dapat dicari. Minta pengelola sistem membetulkan tanggal aturan itu, lalu terbitkan sekali lagi.`,
  };
}

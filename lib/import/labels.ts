import type { ReleaseStatus } from "@/lib/db/generated/enums";
import { formatDate } from "@/lib/shared/format";
import type { Label } from "@/lib/shared/tone";
import type { ReceiveProblem } from "./commands";
import type { ImportFileRole, ImportKind, ImportStage, ImportState } from "./schema";
import type { StepProblem } from "./take-step";
import type { ImportAction, ImportGuard } from "./workflow";

export const IMPORT_STATE_LABELS = {
  received: { text: "Diterima", tone: "neutral" },
  checking: { text: "Sedang diperiksa", tone: "info" },
  ready: { text: "Siap ditinjau", tone: "warning" },
  publishing: { text: "Sedang diterbitkan", tone: "info" },
  published: { text: "Terbit", tone: "positive" },
  failed: { text: "Gagal", tone: "negative" },
  discarded: { text: "Dibatalkan", tone: "neutral" },
  withdrawing: { text: "Sedang ditarik", tone: "info" },
  withdrawn: { text: "Ditarik", tone: "negative" },
} as const satisfies Record<ImportState, Label>;

export const RELEASE_STATUS_LABELS = {
  draft: { text: "Belum terbit", tone: "neutral" },
  published: { text: "Berlaku", tone: "positive" },
  superseded: { text: "Digantikan", tone: "neutral" },
  withdrawn: { text: "Ditarik", tone: "negative" },
} as const satisfies Record<ReleaseStatus, Label>;

export const IMPORT_KIND_LABELS = {
  dtsen: "Rilis DTSEN",
  dtks: "DTKS lama",
  recipients: "Daftar penerima",
  dukcapil: "Padan Dukcapil",
  matching: "Pemadanan",
  deaths: "Daftar kematian",
  desil: "Daftar desil",
  bnba: "BNBA SIKS-NG",
} as const satisfies Record<ImportKind, string>;

export const IMPORT_FILE_ROLE_LABELS = {
  family: "Berkas keluarga",
  member: "Berkas anggota keluarga",
  dtks: "Berkas DTKS",
  recipients: "Daftar penerima",
  dukcapil: "Hasil padan Dukcapil",
  matching: "Daftar untuk dipadankan",
  deaths: "Daftar kematian",
  desil: "Daftar desil",
  bnba: "BNBA SIKS-NG",
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
  withdrawing: "Menarik rilis",
  linking: "Menghubungkan daftar dengan keluarga",
  detecting: "Mencari kesalahan",
} as const satisfies Record<ImportStage, string>;

/** What a step was, for a run's timeline. */
export const IMPORT_ACTION_LABELS = {
  receive: "Berkas diterima",
  start_check: "Pemeriksaan dimulai",
  finish_check: "Pemeriksaan selesai",
  fail: "Berhenti karena galat",
  check_again: "Diperiksa ulang",
  repair: "Baris yang ditolak diperbaiki",
  publish: "Disetujui untuk diterbitkan",
  finish_publish: "Diterbitkan",
  discard: "Dibatalkan",
  withdraw: "Diminta ditarik",
  finish_withdraw: "Ditarik dari berlakunya",
  fail_withdraw: "Penarikan tidak jadi",
} as const satisfies Record<ImportAction | "receive", string>;

/** Why files were not taken in, and what to do. */
export const RECEIVE_SENTENCES = {
  role_not_allowed: "Peran Anda tidak dapat mengimpor berkas.",
  area_not_allowed: "Impor mencakup seluruh kabupaten/kota; wilayah tugas Anda lebih kecil.",
  files_do_not_fit:
    "Berkas tidak lengkap: DTSEN memerlukan berkas keluarga dan berkas anggota keluarga; DTKS, daftar penerima, hasil padan Dukcapil, daftar kematian, daftar desil, BNBA, dan daftar untuk dipadankan masing-masing satu berkas.",
  same_file_twice:
    "Ada berkas yang sama persis dua kali dalam impor ini. Pilih setiap berkas sekali saja.",
  as_of_missing: "Isi tanggal data berkas ini.",
  as_of_in_future: "Tanggal data lebih dari setahun di depan; periksa tahunnya.",
  program_missing: "Pilih program dari daftar penerima ini.",
  program_unknown: "Program ini tidak dikenal; pilih salah satu program yang tercatat di kantor.",
  program_exists: "Program ini sudah tercatat; pilih dari daftar program.",
  already_imported:
    "Berkas yang sama persis sudah terbit. Tuliskan alasannya bila memang harus diimpor lagi.",
} as const satisfies Record<ReceiveProblem["code"], string>;

/** The same sentence, with what only this refusal knows. */
export function receiveSentence(problem: ReceiveProblem): string {
  if (problem.code === "program_exists")
    return `Program ini sudah tercatat sebagai ${problem.name}; pilih dari daftar program.`;
  if (problem.code === "same_file_twice")
    return `Isi berkas ${problem.fileName} sama persis dengan berkas lain dalam impor ini. Pilih setiap berkas sekali saja.`;
  if (problem.code !== "already_imported") return RECEIVE_SENTENCES[problem.code];
  return `Berkas yang sama persis sudah diimpor tanggal ${formatDate(problem.importedAt)}.`;
}

const GUARD_SENTENCES = {
  publisherDidNotCreate: "Impor yang Anda siapkan sendiri harus diterbitkan petugas lain.",
  nothingPublishedYet:
    "Data impor ini sudah berlaku, jadi tidak dapat dibatalkan atau diperiksa ulang.",
  becomesData: "Daftar yang dipadankan tidak pernah menjadi data kantor, jadi tidak diterbitkan.",
  stoppedWhilePublishing: "Impor ini gagal saat diperiksa, jadi belum dapat diterbitkan.",
  warningsConfirmed:
    "Ada peringatan yang harus dikonfirmasi: beri tanda centang dan tuliskan alasannya, paling sedikit 3 huruf.",
  isInForce: "Hanya rilis yang sedang berlaku yang dapat ditarik.",
  earlierReleaseExists:
    "Tidak ada rilis sebelumnya yang dapat berlaku lagi; terbitkan rilis yang benar sebagai gantinya.",
  nothingIsPublished:
    "Impor lain sedang diterbitkan atau ditarik. Tunggu sampai selesai, lalu coba lagi.",
} as const satisfies Record<ImportGuard, string>;

const STEP_SENTENCES = {
  not_found: "Impor tidak ditemukan.",
  not_available: "Langkah ini tidak tersedia lagi untuk impor ini.",
  role_not_allowed: "Peran Anda tidak dapat melakukan langkah ini.",
  reason_required: "Tuliskan alasannya.",
  changed_meanwhile: "Impor baru saja diubah petugas lain. Muat ulang halaman ini.",
} as const satisfies Record<Exclude<StepProblem["code"], "guard_failed">, string>;

/** Why a step was refused, and what to do. */
export function stepSentence(problem: StepProblem): string {
  return problem.code === "guard_failed"
    ? GUARD_SENTENCES[problem.guard]
    : STEP_SENTENCES[problem.code];
}

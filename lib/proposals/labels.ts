import type { BasisKind } from "@/lib/db/generated/enums";
import type { Label } from "@/lib/shared/tone";
import type { DraftObstacle } from "./draft-options";
import type { RemovalReason } from "./removal-reasons";
import type { MissingPart } from "./rules";
import type { ProposalTab } from "./schema";
import type { ProposalEventAction, ProposalKind, ProposalState } from "./workflow";

export const PROPOSAL_KIND_LABELS = {
  add: "Usul tambah",
  amend: "Usul perbaikan",
  remove: "Usul hapus",
} as const satisfies Record<ProposalKind, string>;

export const PROPOSAL_STATE_LABELS = {
  draft: { text: "Draf", tone: "neutral" },
  submitted: { text: "Menunggu verifikasi", tone: "info" },
  verified: { text: "Menunggu pengesahan", tone: "info" },
  validated: { text: "Disahkan", tone: "positive" },
  entered_siks_ng: { text: "Di SIKS-NG", tone: "info" },
  kemensos_approved: { text: "Disetujui Kemensos", tone: "positive" },
  kemensos_rejected: { text: "Ditolak Kemensos", tone: "warning" },
  at_bps: { text: "Di BPS", tone: "info" },
  reflected: { text: "Sudah berubah", tone: "positive" },
  not_reflected: { text: "Belum berubah", tone: "warning" },
  withdrawn: { text: "Dibatalkan", tone: "neutral" },
} as const satisfies Record<ProposalState, Label>;

export const BASIS_LABELS = {
  minutes: "Berita acara musyawarah",
  sptjm: "SPTJM",
} as const satisfies Record<BasisKind, string>;

/** What a step was, for a timeline. */
export const PROPOSAL_EVENT_LABELS = {
  draft: "Usulan dibuat",
  edit: "Draf diubah",
  submit: "Usulan diajukan",
  return: "Dikembalikan untuk diperbaiki",
  verify: "Usulan diverifikasi",
  validate: "Usulan disahkan",
  withdraw: "Usulan dibatalkan",
  record_basis: "Dasar usulan dicatat",
  enter: "Dimasukkan ke SIKS-NG",
  undo_entry: "Entri SIKS-NG ditarik kembali",
  approve_at_kemensos: "Disetujui Kemensos",
  reject_at_kemensos: "Ditolak Kemensos",
  forward_to_bps: "Diteruskan ke BPS",
  reject_at_bps: "Tidak diterima BPS",
  take_up_again: "Diusulkan lagi",
  note_reflected: "Rilis baru: sudah berubah",
  note_not_reflected: "Rilis baru: belum berubah",
  stay_unchanged: "Rilis baru: belum berubah",
  reinstate: "Dikembalikan karena rilis ditarik atau terbit ulang",
} as const satisfies Record<ProposalEventAction, string>;

/** Why somebody is to leave the list. */
export const REMOVAL_REASON_LABELS = {
  deceased: "Meninggal",
  moved: "Pindah dari wilayah",
  not_found: "Tidak ditemukan",
  not_eligible: "Tidak eligible",
  duplicate: "Tercatat ganda",
  other: "Lainnya",
} as const satisfies Record<RemovalReason, string>;

/** What to do before a draft can be submitted. */
export const MISSING_PART_SENTENCES = {
  justification: "Tuliskan alasan usulan.",
  changes: "Pilih atau tambahkan paling sedikit satu perubahan.",
  evidence: "Unggah paling sedikit satu foto bukti: usulan ini tidak memiliki groundcheck.",
  outdated_release: "Simpan draf sekali lagi: nilai lamanya masih dari rilis sebelumnya.",
  nomor_kk: "Isi nomor kartu keluarga.",
  people: "Isi paling sedikit satu orang.",
  one_head: "Pilih tepat satu kepala keluarga.",
  every_nik: "Lengkapi NIK setiap orang.",
  every_relation: "Lengkapi hubungan setiap orang dengan kepala keluarga.",
  distinct_nik: "Ada NIK yang tertulis pada dua orang.",
} as const satisfies Record<MissingPart, string>;

/** The steps of the list. */
export const PROPOSAL_TAB_LABELS = {
  draf: "Draf",
  verifikasi: "Menunggu verifikasi",
  pengesahan: "Menunggu pengesahan",
  siap: "Siap serah terima",
  berjalan: "Di SIKS-NG–Kemensos–BPS",
  selesai: "Selesai",
} as const satisfies Record<ProposalTab, string>;

/** What fills a step that is empty. */
export const EMPTY_TAB_SENTENCES = {
  draf: "Draf dibuat dari halaman sebuah kasus: sesudah groundcheck diverifikasi, atau dengan bukti untuk jenis yang tidak perlu kunjungan.",
  verifikasi: "Usulan muncul di sini setelah operator mengajukannya.",
  pengesahan: "Usulan muncul di sini setelah diverifikasi.",
  siap: "Usulan muncul di sini setelah disahkan kepala dinas.",
  berjalan: "Usulan muncul di sini setelah dimasukkan ke SIKS-NG.",
  selesai: "Usulan selesai ketika data berubah, dibatalkan, atau diusulkan lagi.",
} as const satisfies Record<ProposalTab, string>;

/** What a kind of proposal does, for who chooses one. */
export const PROPOSAL_KIND_HINTS = {
  add: "Keluarga yang tidak ada di DTSEN dimasukkan",
  amend: "Nilai yang salah diganti dengan yang ditemukan",
  remove: "Keluarga atau anggotanya dikeluarkan dari DTSEN",
} as const satisfies Record<ProposalKind, string>;

/** Why a case cannot be proposed now, and what has to happen first. */
export const OBSTACLE_SENTENCES = {
  no_release: {
    title: "Belum ada rilis DTSEN yang berlaku",
    text: "Usulan membandingkan dengan rilis yang berlaku. Terbitkan satu rilis dahulu.",
  },
  no_family: {
    title: "Kasus ini tidak terkait keluarga",
    text: "Usulan dibuat untuk satu keluarga, dan keluarganya belum dikenali.",
  },
  needs_visit: {
    title: "Keluarga ini perlu dikunjungi dahulu",
    text: "Usulan untuk jenis kasus ini dibuat setelah groundcheck-nya diverifikasi.",
  },
  under_visit: {
    title: "Groundcheck sedang berjalan",
    text: "Usulan dapat dibuat setelah hasil kunjungannya diverifikasi.",
  },
  in_proposal: {
    title: "Kasus ini sudah diusulkan",
    text: "Satu kasus berada di satu usulan. Lanjutkan usulan yang sudah ada.",
  },
  over: {
    title: "Kasus ini sudah selesai",
    text: "Tidak ada lagi yang perlu diusulkan untuk kasus ini.",
  },
} as const satisfies Record<DraftObstacle, { readonly title: string; readonly text: string }>;

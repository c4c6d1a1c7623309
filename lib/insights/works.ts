/** What can wait for a person, in the order of the work. */
export const WORKS = [
  "visit_again",
  "visit",
  "assign",
  "verify_visit",
  "decide",
  "draft",
  "verify_proposal",
  "validate",
  "record_basis",
  "list",
  "enter",
  "record_result",
  "follow_unchanged",
  "decide_suspension",
] as const;
export type Work = (typeof WORKS)[number];

interface WorkLabel {
  /** What to do, as the person who does it says it. */
  readonly name: string;
  readonly explanation: string;
  /** The list behind the figure. */
  readonly href: string;
}

export const WORK_LABELS = {
  visit_again: {
    name: "Kunjungan dikembalikan",
    explanation: "Verifikator meminta bagian tertentu dilengkapi atau diperiksa lagi.",
    href: "/tugas?tab=dikembalikan",
  },
  visit: {
    name: "Keluarga yang perlu dikunjungi",
    explanation: "Ditugaskan kepada Anda dan belum dikirim hasilnya.",
    href: "/tugas",
  },
  assign: {
    name: "Keluarga yang belum ditugaskan",
    explanation: "Kasusnya perlu kunjungan dan belum ada pendampingnya.",
    href: "/groundcheck",
  },
  verify_visit: {
    name: "Hasil kunjungan yang perlu diverifikasi",
    explanation: "Dikirim pendamping, menunggu diperiksa orang lain.",
    href: "/groundcheck?tab=verifikasi",
  },
  decide: {
    name: "Kasus yang perlu diputus",
    explanation: "Sudah diperiksa, atau jenisnya tidak perlu kunjungan.",
    href: "/kasus?tahap=perlu-diputus",
  },
  draft: {
    name: "Draf usulan",
    explanation: "Belum diajukan, atau dikembalikan untuk diperbaiki.",
    href: "/usulan?tab=draf",
  },
  verify_proposal: {
    name: "Usulan yang perlu diverifikasi",
    explanation: "Diajukan operator, menunggu diperiksa orang lain.",
    href: "/usulan?tab=verifikasi",
  },
  validate: {
    name: "Usulan yang menunggu pengesahan",
    explanation: "Sudah diverifikasi, menunggu tanda tangan kepala dinas.",
    href: "/usulan?tab=pengesahan",
  },
  record_basis: {
    name: "Usulan tanpa dasar",
    explanation: "Sudah disahkan, tetapi berita acara atau SPTJM belum dicatat.",
    href: "/usulan?tab=siap&dasar=tanpa",
  },
  list: {
    name: "Usulan siap diserahterimakan",
    explanation: "Disahkan dan berdasar, belum masuk daftar serah terima.",
    href: "/serah-terima",
  },
  enter: {
    name: "Baris yang perlu dimasukkan ke SIKS-NG",
    explanation: "Ada di daftar serah terima dan belum dicentang.",
    href: "/serah-terima",
  },
  record_result: {
    name: "Usulan di Kemensos dan BPS",
    explanation: "Catat hasilnya begitu terlihat; yang ditolak dapat diusulkan lagi.",
    href: "/usulan?tab=berjalan",
  },
  follow_unchanged: {
    name: "Belum berubah di rilis baru",
    explanation: "Sudah diserahkan, tetapi rilis terbaru masih menunjukkan kesalahannya.",
    href: "/kasus?tahap=belum-berubah",
  },
  decide_suspension: {
    name: "Penangguhan yang perlu diputus",
    explanation: "Keluarganya sudah diperiksa: lanjutkan atau akhiri bantuannya.",
    href: "/penangguhan",
  },
} as const satisfies Record<Work, WorkLabel>;

import type { Messages } from "@/lib/actions/run-action";
import type { MoveProblem } from "@/lib/proposals/move-proposal";
import type { ProposalGuard } from "@/lib/proposals/workflow";

/** Why a step is not taken, and what to do about it. */
const GUARD_SENTENCES = {
  is_complete: "Usulan ini belum lengkap. Lengkapi drafnya, lalu ajukan lagi.",
  not_own: "Anda ikut menulis atau memverifikasi usulan ini. Langkah ini diambil petugas lain.",
  based_on_current_release:
    "Rilis DTSEN yang baru sudah berlaku. Kembalikan usulan ini agar nilai lamanya dibaca ulang.",
  has_basis: "Dasar usulan (berita acara atau SPTJM) belum dicatat.",
  in_batch: "Usulan ini belum ada di daftar serah terima.",
  not_taken_up: "Usulan ini sudah diusulkan lagi.",
} as const satisfies Record<ProposalGuard, string>;

/** The sentences that every step of a proposal shares. */
export const MOVE_MESSAGES = {
  not_found: "Usulan ini tidak ditemukan di wilayah tugas Anda.",
  not_available: "Usulan ini sudah berpindah langkah. Muat ulang halaman.",
  role_not_allowed: "Peran Anda tidak mengambil langkah ini.",
  reason_required: "Tuliskan alasannya.",
  guard_failed: ({ guard }) => GUARD_SENTENCES[guard],
  changed_meanwhile:
    "Usulan ini baru saja diubah petugas lain. Muat ulang halaman dan baca lagi isinya.",
} as const satisfies Messages<MoveProblem | { readonly code: "not_found" }>;

"use server";

import { defineAction } from "@/lib/actions/define-action";
import { draftProposal } from "@/lib/proposals/draft";
import { DraftProposal } from "@/lib/proposals/schema";

export const draft = defineAction({
  permission: "proposal.draft",
  input: DraftProposal,
  run: draftProposal,
  next: ({ proposalId }) => `/usulan/${proposalId}/ubah`,
  messages: {
    not_found: "Kasus ini tidak ditemukan di wilayah tugas Anda.",
    not_available: "Kasus ini sudah tidak menunggu keputusan. Muat ulang halaman.",
    role_not_allowed: "Peran Anda tidak membuat usulan.",
    guard_failed: "Kasus ini perlu groundcheck yang diverifikasi sebelum diusulkan.",
    cases_differ:
      "Kasus yang dipilih harus milik satu keluarga dan diperiksa dalam satu groundcheck.",
    no_release: "Belum ada rilis DTSEN yang berlaku.",
    wrong_kind: ({ possible }) =>
      possible.includes("add")
        ? "Keluarga ini tidak ada di rilis yang berlaku: hanya usul tambah yang mungkin."
        : "Keluarga ini ada di rilis yang berlaku: hanya usul perbaikan atau hapus yang mungkin.",
    changed_meanwhile: "Kasus ini baru saja masuk usulan lain. Muat ulang halaman.",
  },
});

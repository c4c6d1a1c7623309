"use server";

import { defineAction } from "@/lib/actions/define-action";
import { confirmData, dismissCase } from "@/lib/cases/commands";
import { ConfirmData, DismissCase } from "@/lib/cases/schema";

export const dismiss = defineAction({
  permission: "case.dismiss",
  // The workflow refuses an empty reason too; here the sentence can stand at the field.
  input: DismissCase.extend({
    reason: DismissCase.shape.reason.min(1, "Tuliskan mengapa kasus ini bukan kesalahan."),
  }),
  run: dismissCase,
  keep: ["reason"],
  messages: {
    not_found: "Kasus ini tidak ditemukan di wilayah tugas Anda.",
    not_available: "Kasus ini sudah tidak terbuka, jadi tidak dapat ditutup lagi.",
    role_not_allowed: "Peran Anda tidak dapat menutup kasus.",
    reason_required: "Tuliskan mengapa kasus ini bukan kesalahan.",
    changed_meanwhile:
      "Kasus ini baru saja berubah. Muat ulang halaman dan baca lagi nilainya sebelum menutupnya.",
  },
});

export const confirm = defineAction({
  permission: "case.confirm",
  input: ConfirmData.extend({
    reason: ConfirmData.shape.reason.min(1, "Tuliskan mengapa datanya sudah benar."),
  }),
  run: confirmData,
  keep: ["reason"],
  messages: {
    not_found: "Kasus ini tidak ditemukan di wilayah tugas Anda.",
    not_available: "Kasus ini tidak menunggu keputusan lagi.",
    role_not_allowed: "Peran Anda tidak dapat memutus kasus.",
    reason_required: "Tuliskan mengapa datanya sudah benar.",
    changed_meanwhile:
      "Kasus ini baru saja berubah. Muat ulang halaman dan baca lagi nilainya sebelum memutuskan.",
  },
});

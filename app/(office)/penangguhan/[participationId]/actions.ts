"use server";

import { z } from "zod";
import { defineAction } from "@/lib/actions/define-action";
import { decideParticipation } from "@/lib/programs/commands";
import { DECISION_ACTIONS, DecideParticipation } from "@/lib/programs/suspension-schema";

/** The door of both decisions; that only the head ends an aid is asked by the workflow. */
export const decideAid = defineAction({
  permission: "participation.resume",
  // The workflow refuses an empty reason too; here the sentences can stand at the fields.
  input: DecideParticipation.extend({
    action: z.enum(DECISION_ACTIONS, "Pilih: lanjutkan atau akhiri."),
    reason: DecideParticipation.shape.reason.min(1, "Tuliskan alasan keputusan ini."),
  }),
  run: decideParticipation,
  keep: ["action", "reason"],
  messages: {
    not_found: "Bantuan ini tidak ditemukan di wilayah tugas Anda.",
    not_available: "Bantuan ini sudah tidak ditangguhkan, jadi tidak ada yang perlu diputus.",
    role_not_allowed: "Hanya kepala dinas yang dapat mengakhiri bantuan.",
    guard_failed: "Keluarga ini belum diperiksa, jadi bantuannya belum dapat diputus.",
    reason_required: "Tuliskan alasan keputusan ini.",
    changed_meanwhile:
      "Bantuan ini baru saja berubah. Muat ulang halaman dan baca lagi sebelum memutuskan.",
  },
});

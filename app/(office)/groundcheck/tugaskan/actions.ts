"use server";

import { defineAction } from "@/lib/actions/define-action";
import { assignSelection } from "@/lib/groundchecks/assign-selection";
import { AssignForm } from "@/lib/groundchecks/list-schema";
import { leftOverSentences } from "./left-over-sentences";

export const assign = defineAction({
  permission: "groundcheck.assign",
  input: AssignForm,
  run: assignSelection,
  keep: ["cakupan", "keluarga", "penerima", "pendamping"],
  messages: {
    role_not_allowed: "Peran Anda tidak dapat menugaskan kunjungan.",
    companion_not_found:
      "Ada pendamping yang dipilih tetapi tidak aktif lagi atau tidak bertugas di wilayah Anda. Muat ulang halaman, lalu pilih lagi.",
    unknown_area: "Wilayah pada saringan tidak ada di wilayah tugas Anda.",
    no_family: "Pilih paling sedikit satu keluarga.",
    no_companion: "Pilih paling sedikit satu pendamping.",
    nothing_assigned: (problem) =>
      ["Tidak ada keluarga yang ditugaskan.", ...leftOverSentences(problem)].join(" "),
  },
});

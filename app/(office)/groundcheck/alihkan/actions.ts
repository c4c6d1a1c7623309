"use server";

import { defineAction } from "@/lib/actions/define-action";
import { ReassignForm } from "@/lib/groundchecks/assignment-schema";
import { reassignSelection } from "@/lib/groundchecks/reassign";

export const reassignEverything = defineAction({
  permission: "groundcheck.assign",
  input: ReassignForm,
  run: reassignSelection,
  keep: ["penerima", "pendamping"],
  messages: {
    role_not_allowed: "Peran Anda tidak dapat mengalihkan tugas.",
    companion_not_found:
      "Pilih paling sedikit satu pendamping yang masih aktif dan bertugas di wilayah Anda.",
    same_companion: "Pilih pendamping lain: tugas ini memang ada padanya.",
    no_tasks: "Pendamping ini tidak lagi punya tugas yang dapat dialihkan.",
    not_covered: "Tidak ada pendamping yang dipilih bertugas di kelurahan keluarga-keluarga ini.",
  },
});

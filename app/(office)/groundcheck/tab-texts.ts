import type { GroundcheckTab } from "@/lib/groundchecks/list-schema";

export const TAB_TEXTS = {
  belum: "Belum ditugaskan",
  berjalan: "Sedang berjalan",
  verifikasi: "Menunggu verifikasi",
  dikembalikan: "Dikembalikan",
  selesai: "Selesai",
  pendamping: "Per pendamping",
} as const satisfies Record<GroundcheckTab, string>;

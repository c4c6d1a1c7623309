"use server";

import { defineAction } from "@/lib/actions/define-action";
import { HouseholdSearch } from "@/lib/registry/schema";
import { answerSearch } from "./answer-search";

export const search = defineAction({
  permission: "household.list",
  input: HouseholdSearch,
  run: answerSearch,
  keep: ["apa", "wilayah"],
  next: ({ href }) => href,
  messages: {
    empty: "Tulis NIK, No KK, atau nama yang dicari.",
    number_length: "NIK dan No KK terdiri dari 16 angka. Periksa lagi angkanya.",
    name_short: "Tulis paling sedikit 3 huruf dari nama.",
    area_unknown: "Wilayah itu tidak ada di wilayah tugas Anda. Pilih dari daftar.",
    number_not_found:
      "Tidak ada keluarga di wilayah tugas Anda dengan NIK atau No KK itu. Periksa angkanya, atau cari dengan nama.",
  },
});

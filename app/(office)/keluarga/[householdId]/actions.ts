"use server";

import { defineAction } from "@/lib/actions/define-action";
import { concealNumbers, RevealNumbers, revealNumbers } from "@/lib/registry/reveal-numbers";

const messages = { not_found: "Keluarga ini tidak ditemukan di wilayah tugas Anda." };

export const reveal = defineAction({
  permission: "household.view",
  input: RevealNumbers,
  run: revealNumbers,
  messages,
});

export const conceal = defineAction({
  permission: "household.view",
  input: RevealNumbers,
  run: concealNumbers,
  messages,
});

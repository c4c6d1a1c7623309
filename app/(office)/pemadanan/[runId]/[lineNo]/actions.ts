"use server";

import { matchingAddress, matchingRowAddress } from "@/app/(office)/pemadanan/address";
import { defineAction } from "@/lib/actions/define-action";
import { decideMatch, reopenMatch } from "@/lib/matching/commands";
import { DecideMatch, ReopenMatch } from "@/lib/matching/schema";

const messages = {
  not_found: "Baris pemadanan tidak ditemukan.",
  not_offered: "Orang itu bukan salah satu calon baris ini. Muat ulang halaman ini.",
  changed_meanwhile: "Baris ini baru saja diputus petugas lain. Muat ulang halaman ini.",
};

export const decide = defineAction({
  permission: "matching.decide",
  input: DecideMatch,
  run: decideMatch,
  messages,
  next: ({ runId, next }) =>
    next === null ? matchingAddress(runId, "mirip") : matchingRowAddress(runId, next),
});

export const reopen = defineAction({
  permission: "matching.decide",
  input: ReopenMatch,
  run: reopenMatch,
  messages,
});

import {
  GoneRecipient,
  GoneRecipientClosing,
  goneEnding,
  goneValues,
  goneWords,
  REMOVAL_OR_AMENDMENT,
  STILL_RECEIVING,
} from "./gone-recipient";
import { defineKind } from "./kind-facts";
import { NOTHING_CHANGED } from "./words";

const FATE = "meninggal";

export const deceasedRecipient = defineKind("deceased-recipient", {
  evidence: GoneRecipient,
  closingEvidence: GoneRecipientClosing,
  proposal: REMOVAL_OR_AMENDMENT,

  desil: () => null,
  unchanged: STILL_RECEIVING,

  sentences: (evidence) => ({
    why: goneWords(evidence, FATE),
    rule: [
      "Daftar penerima memuat orang yang masih hidup. Untuk bantuan keluarga, pengurusnya dapat diganti anggota keluarga lain.",
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas mencocokkan catatan itu dengan keluarga, misalnya dengan akta kematian. Jika benar, dinas sosial mengusulkan penghapusan orang itu dari data atau penggantian pengurus; jika keliru, catatannya diperbaiki di tempat asalnya.",
    ],
  }),

  ending: (before, now) => goneEnding(before, now, FATE),
  values: (evidence, closing) => goneValues(evidence, closing, FATE),
});

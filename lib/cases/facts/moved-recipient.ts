import {
  GoneRecipient,
  GoneRecipientClosing,
  goneEnding,
  goneValues,
  goneWords,
  REMOVAL_OR_AMENDMENT,
  STILL_RECEIVING,
  sourcesWords,
} from "./gone-recipient";
import { defineKind } from "./kind-facts";
import { NOTHING_CHANGED } from "./words";

const FATE = "pindah ke luar daerah";

export const movedRecipient = defineKind("moved-recipient", {
  evidence: GoneRecipient,
  closingEvidence: GoneRecipientClosing,
  proposal: REMOVAL_OR_AMENDMENT,

  desil: () => null,
  unchanged: STILL_RECEIVING,

  sentences: (evidence) => ({
    why: goneWords(evidence, FATE),
    rule: [
      "Bantuan mengikuti tempat tinggal penerimanya: yang pindah ke luar daerah didata di tempat tinggalnya yang baru.",
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas mencocokkan catatan itu dengan keluarga. Jika orang itu memang pindah, dinas sosial mengusulkan penghapusannya dari data keluarga ini; jika keliru, catatannya diperbaiki di tempat asalnya.",
    ],
  }),

  ending: (before, now) =>
    now.deceased && now.programs.length > 0
      ? `Kasus ini selesai oleh data baru: orang itu sekarang tercatat meninggal, dan itu kasus tersendiri; sebelumnya tercatat pindah menurut ${sourcesWords(before.sources)}.`
      : goneEnding(before, now, FATE),
  values: (evidence, closing) => goneValues(evidence, closing, FATE),
});

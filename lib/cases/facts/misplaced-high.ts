import { z } from "zod";
import { defineKind } from "./kind-facts";
import { Day, Desil, InRelease } from "./shapes";
import { closingDesilRows, dtksSource, releaseSource } from "./value-rows";
import {
  AMENDMENT,
  BPS_RANKS,
  desilEnding,
  desilWord,
  dtksWords,
  NOTHING_CHANGED,
  releaseWords,
} from "./words";

const Evidence = z.object({
  ...InRelease,
  dtksDesil: Desil,
  dtksListName: z.string(),
  dtksAsOf: Day,
  desil: Desil,
  /** Poor in the old list means up to this desil … */
  dtksDesilMax: Desil,
  /** … and placed too high means from this one on. */
  desilMin: Desil,
  legalBasis: z.string(),
});

export const misplacedHigh = defineKind("misplaced-high", {
  evidence: Evidence,
  closingEvidence: Evidence.extend({
    inRelease: z.boolean(),
    desil: Desil.nullable(),
    dtksDesil: Desil.nullable(),
    dtksListName: z.string().nullable(),
    dtksAsOf: Day.nullable(),
  }),
  proposal: AMENDMENT,

  desil: ({ dtksDesil, desil }) => ({ before: dtksDesil, now: desil }),

  sentences: (evidence) => ({
    why: [
      `Di ${dtksWords(evidence.dtksListName, evidence.dtksAsOf)}, keluarga Bapak/Ibu tercatat di desil ${evidence.dtksDesil}.`,
      `Menurut ${releaseWords(evidence)}, keluarga Bapak/Ibu sekarang berada di desil ${evidence.desil}, sehingga dapat tidak lagi mendapat bantuan.`,
      BPS_RANKS,
    ],
    rule: [
      `Kantor memeriksa keluarga yang dahulu di desil 1 sampai ${evidence.dtksDesilMax} dan sekarang di desil ${evidence.desilMin} atau lebih (dasar: ${evidence.legalBasis}).`,
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas akan memeriksa keadaan keluarga di lapangan (groundcheck). Jika keluarga memang miskin, dinas sosial mengusulkan perbaikan data.",
    ],
  }),

  ending(before, now) {
    if (now.dtksDesil !== before.dtksDesil)
      return `Kasus ini selesai oleh data baru: di DTKS lama keluarga Bapak/Ibu sekarang tercatat ${desilWord(now.dtksDesil)}, sebelumnya desil ${before.dtksDesil}.`;
    return desilEnding(before.desil, now);
  },

  values: (evidence, closing) => [
    {
      what: "Desil di DTKS lama",
      source: dtksSource(evidence.dtksListName, evidence.dtksAsOf),
      value: { desil: evidence.dtksDesil },
    },
    {
      what: "Desil di DTSEN",
      source: releaseSource(evidence),
      value: { desil: evidence.desil },
    },
    {
      what: "Batas pemeriksaan",
      source: evidence.legalBasis,
      value: `Dahulu desil 1–${evidence.dtksDesilMax}, sekarang desil ${evidence.desilMin} atau lebih`,
    },
    ...closingDesilRows(closing),
  ],
});

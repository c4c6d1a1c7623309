import { z } from "zod";
import { defineKind } from "./kind-facts";
import { Desil, InRelease } from "./shapes";
import { closingDesilRows, previousDesilRows, releaseSource } from "./value-rows";
import { AMENDMENT, BPS_RANKS, desilWord, NOTHING_CHANGED, releaseWords } from "./words";

const Evidence = z.object({
  ...InRelease,
  desil: z.null(),
  /** What stands in the file in place of a desil; empty if nothing does. */
  written: z.string().nullable(),
  previousDesil: Desil.nullable(),
});

export const unranked = defineKind("unranked", {
  evidence: Evidence,
  closingEvidence: Evidence.extend({ inRelease: z.boolean(), desil: Desil.nullable() }),
  proposal: AMENDMENT,

  desil: ({ previousDesil, desil }) => ({ before: previousDesil, now: desil }),

  sentences(evidence) {
    const { written, previousDesil } = evidence;
    const found =
      written === null
        ? "desil nasionalnya kosong"
        : `desil nasionalnya tidak terbaca: tertulis “${written}”, padahal seharusnya angka 1 sampai 10`;
    const last =
      previousDesil === null
        ? []
        : [`Pada rilis sebelumnya keluarga Bapak/Ibu berada di desil ${previousDesil}.`];
    return {
      why: [
        `Keluarga Bapak/Ibu tercatat di ${releaseWords(evidence)}, tetapi ${found}.`,
        ...last,
        BPS_RANKS,
      ],
      rule: [
        "Program bantuan memilih penerima menurut desil. Keluarga tanpa desil tidak dapat dipilih, dan itu tidak berarti keluarga layak atau tidak layak.",
      ],
      automatic: [NOTHING_CHANGED],
      next: [
        "Untuk ini tidak perlu kunjungan: dinas sosial mengusulkan perbaikan data dengan bukti, agar BPS memberi desil.",
      ],
    };
  },

  ending: (_before, now) =>
    now.inRelease
      ? `Kasus ini selesai oleh data baru: menurut ${releaseWords(now)}, keluarga Bapak/Ibu berada di ${desilWord(now.desil)}; sebelumnya tanpa desil.`
      : `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak ada di ${releaseWords(now)}; sebelumnya tercatat tanpa desil.`,

  values: (evidence, closing) => [
    ...previousDesilRows(evidence.previousDesil),
    {
      what: "Desil di DTSEN",
      source: releaseSource(evidence),
      value: evidence.written === null ? "Kosong" : `Tidak terbaca: “${evidence.written}”`,
    },
    ...closingDesilRows(closing),
  ],
});

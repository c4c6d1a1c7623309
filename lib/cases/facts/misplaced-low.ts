import { z } from "zod";
import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import { formatNumber } from "@/lib/shared/format";
import { defineKind } from "./kind-facts";
import { Desil, InRelease } from "./shapes";
import { closingDesilRows, previousDesilRows, releaseSource } from "./value-rows";
import {
  AMENDMENT,
  BPS_RANKS,
  capitalised,
  desilEnding,
  joinWords,
  NOTHING_CHANGED,
  releaseWords,
  sinceWords,
} from "./words";

/** What a family's own row says that poor families rarely have. */
const Sign = z.enum(["car", "power", "other_house"]);

const Evidence = z.object({
  ...InRelease,
  desil: Desil,
  /** In the release before; empty if the family was not in it or not ranked. */
  previousDesil: Desil.nullable(),
  signs: z.array(Sign).min(1),
  /** Code of `daya_terpasang` where the power is a sign. */
  powerCode: z.number().int().min(1).max(5).nullable(),
  /** Low means up to this desil … */
  desilMax: Desil,
  /** … and power is a sign from this one on. */
  wattsMin: z.number().int().positive(),
  legalBasis: z.string(),
});

export const misplacedLow = defineKind("misplaced-low", {
  evidence: Evidence,
  closingEvidence: Evidence.extend({
    inRelease: z.boolean(),
    desil: Desil.nullable(),
    signs: z.array(Sign),
  }),
  proposal: AMENDMENT,

  desil: ({ previousDesil, desil }) => ({ before: previousDesil, now: desil }),

  sentences(evidence) {
    const { desil, previousDesil } = evidence;
    return {
      why: [
        `Menurut ${releaseWords(evidence)}, keluarga Bapak/Ibu berada di desil ${desil}${sinceWords(previousDesil, desil)}.`,
        `Di data yang sama tercatat bahwa keluarga Bapak/Ibu ${joinWords(signsWords(evidence))}.`,
        BPS_RANKS,
      ],
      rule: [
        `Kantor memeriksa keluarga di desil 1 sampai ${evidence.desilMax} yang memiliki mobil, rumah lain, atau listrik ${formatNumber(evidence.wattsMin)} watt atau lebih (dasar: ${evidence.legalBasis}).`,
      ],
      automatic: [NOTHING_CHANGED],
      next: [
        "Petugas akan memeriksa keadaan keluarga di lapangan (groundcheck): apakah catatan itu benar. Jika datanya tidak sesuai kenyataan, dinas sosial mengusulkan perbaikan data.",
      ],
    };
  },

  ending(before, now) {
    if (!now.inRelease || now.desil === null) return desilEnding(before.desil, now);
    if (now.desilMax !== before.desilMax || now.wattsMin !== before.wattsMin)
      return `Kasus ini selesai karena batas pemeriksaan kantor berubah: sekarang desil 1 sampai ${now.desilMax} dan listrik ${formatNumber(now.wattsMin)} watt atau lebih; keluarga Bapak/Ibu berada di desil ${now.desil}.`;
    if (now.desil > now.desilMax) return desilEnding(before.desil, now);
    return `Kasus ini selesai oleh data baru: menurut ${releaseWords(now)}, tidak lagi tercatat bahwa keluarga Bapak/Ibu ${joinWords(signsWords(before))}; desilnya ${now.desil}.`;
  },

  values: (evidence, closing) => [
    ...previousDesilRows(evidence.previousDesil),
    {
      what: "Desil di DTSEN",
      source: releaseSource(evidence),
      value: { desil: evidence.desil },
    },
    {
      what: "Tanda kemampuan",
      source: releaseSource(evidence),
      value: signsWords(evidence).map(capitalised),
    },
    {
      what: "Batas pemeriksaan",
      source: evidence.legalBasis,
      value: `Desil 1–${evidence.desilMax}, listrik ${formatNumber(evidence.wattsMin)} watt atau lebih`,
    },
    ...closingDesilRows(closing),
    ...(closing?.inRelease
      ? [
          {
            what: "Tanda saat selesai",
            source: releaseSource(closing),
            value: closing.signs.length === 0 ? "Tidak ada" : signsWords(closing).map(capitalised),
          },
        ]
      : []),
  ],
});

/** The signs as they are read aloud. */
function signsWords({
  signs,
  powerCode,
}: Pick<z.infer<typeof Evidence>, "signs" | "powerCode">): string[] {
  const words = {
    car: "memiliki mobil",
    other_house: "memiliki rumah lain",
    power: `memakai listrik ${powerWords(powerCode)}`,
  } as const satisfies Record<z.infer<typeof Sign>, string>;
  return signs.map((sign) => words[sign]);
}

function powerWords(code: number | null): string {
  const label = CODE_LISTS.daya_terpasang.find((option) => option.code === code)?.label;
  return label?.replace("> ", "lebih dari ") ?? "berdaya besar";
}

import { z } from "zod";
import { programShortName } from "@/lib/programs/labels";
import { formatNumber } from "@/lib/shared/format";
import { defineKind } from "./kind-facts";
import { Desil, InRelease } from "./shapes";
import { closingDesilRows, releaseSource } from "./value-rows";
import {
  AMENDMENT,
  BPS_RANKS,
  desilEnding,
  NOTHING_CHANGED,
  releaseWords,
  sinceWords,
} from "./words";

const Evidence = z.object({
  ...InRelease,
  program: z.string(),
  programName: z.string(),
  desil: Desil,
  /** In the release before; empty if the family was not in it or not ranked. */
  previousDesil: Desil.nullable(),
  limit: Desil,
  ruleVersion: z.string(),
  legalBasis: z.string(),
  /** Members (one for a program of families) who receive, suspended ones included. */
  recipients: z.number().int().min(1),
  /** Whether the aid of at least one of them was held; people may have given it back since. */
  suspended: z.boolean(),
});

export const overLimit = defineKind("over-limit", {
  evidence: Evidence,
  closingEvidence: Evidence.extend({
    inRelease: z.boolean(),
    desil: Desil.nullable(),
    recipients: z.number().int().min(0),
  }),
  proposal: AMENDMENT,

  desil: ({ previousDesil, desil }) => ({ before: previousDesil, now: desil }),

  sentences(evidence) {
    const { programName, desil, previousDesil, limit, recipients } = evidence;
    const people = recipients > 1 ? ` untuk ${formatNumber(recipients)} anggota keluarga` : "";
    return {
      why: [
        `Keluarga Bapak/Ibu tercatat menerima ${programName}${people}.`,
        `Menurut ${releaseWords(evidence)}, keluarga Bapak/Ibu berada di desil ${desil}${sinceWords(previousDesil, desil)}.`,
        BPS_RANKS,
      ],
      rule: [
        `Menurut ${evidence.legalBasis} (versi aturan ${evidence.ruleVersion}), ${programName} diberikan sampai desil ${limit}.`,
      ],
      automatic: evidence.suspended
        ? [
            `${programName} ditangguhkan otomatis oleh sistem sampai keadaan keluarga diperiksa. Ditangguhkan berarti ditahan sementara, bukan dihentikan.`,
          ]
        : [NOTHING_CHANGED],
      next: [
        "Petugas akan memeriksa keadaan keluarga di lapangan (groundcheck). Jika desilnya tidak sesuai kenyataan, dinas sosial mengusulkan perbaikan data.",
      ],
    };
  },

  ending(before, now) {
    if (now.recipients === 0)
      return `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak lagi tercatat menerima ${before.programName}.`;
    const held = now.suspended
      ? " Bantuan yang ditangguhkan dilanjutkan hanya oleh petugas, bukan oleh sistem."
      : "";
    return `${desilEnding(before.desil, now)} Batas ${before.programName} adalah desil ${now.limit}.${held}`;
  },

  values(evidence, closing) {
    const { program, desil, previousDesil, recipients } = evidence;
    const name = programShortName(program);
    return [
      {
        what: "Desil sebelumnya",
        source: "Rilis DTSEN sebelumnya",
        value: previousDesil === null ? null : { desil: previousDesil },
      },
      { what: "Desil yang membuka kasus", source: releaseSource(evidence), value: { desil } },
      {
        what: `Batas ${name}`,
        source: `${evidence.legalBasis}, versi aturan ${evidence.ruleVersion}`,
        value: `Sampai desil ${evidence.limit}`,
      },
      {
        what: `Penerima ${name}`,
        source: "Daftar penerima",
        value: `${recipients} ${recipients === 1 ? "penerima" : "anggota"}`,
      },
      ...closingDesilRows(closing),
    ];
  },
});

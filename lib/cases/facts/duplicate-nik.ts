import { z } from "zod";
import { formatNumber } from "@/lib/shared/format";
import { defineKind } from "./kind-facts";
import { InRelease } from "./shapes";
import { releaseSource } from "./value-rows";
import { AMENDMENT, NOTHING_CHANGED, releaseWords } from "./words";

const Evidence = z.object({
  ...InRelease,
  /** Rows on which the NIK stands. */
  rows: z.number().int().min(2),
  /** The families of those rows, each once. */
  householdIds: z.array(z.number().int()),
});
type Evidence = z.infer<typeof Evidence>;

const Closing = Evidence.extend({ rows: z.number().int().min(0) });

export const duplicateNik = defineKind("duplicate-nik", {
  evidence: Evidence,
  closingEvidence: Closing,
  proposal: AMENDMENT,

  desil: () => null,
  unchanged: "NIK itu masih tertulis lebih dari satu kali",

  sentences: (evidence) => ({
    why: [
      `NIK salah seorang anggota keluarga Bapak/Ibu tertulis ${formatNumber(evidence.rows)} kali di ${releaseWords(evidence)}, ${familiesWords(evidence)}.`,
    ],
    rule: [
      "Satu NIK adalah milik satu orang, dan orang itu tercatat di satu keluarga (UU 24/2013).",
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas mencocokkan NIK itu dengan KTP dan kartu keluarga. Dinas sosial mengusulkan perbaikan baris yang keliru.",
    ],
  }),

  ending(before, now) {
    const then = `sebelumnya tertulis ${formatNumber(before.rows)} kali`;
    return now.rows === 0
      ? `Kasus ini selesai oleh data baru: NIK itu tidak ada lagi di ${releaseWords(now)}; ${then}.`
      : `Kasus ini selesai oleh data baru: NIK itu tertulis satu kali saja di ${releaseWords(now)}; ${then}.`;
  },

  values: (evidence, closing) => [
    {
      what: "NIK ini tertulis",
      source: releaseSource(evidence),
      value: `${formatNumber(evidence.rows)} kali, ${familiesWords(evidence)}`,
    },
    ...(closing === null
      ? []
      : [
          {
            what: "Tertulis saat selesai",
            source: releaseSource(closing),
            value: closing.rows === 0 ? "Tidak ada" : `${formatNumber(closing.rows)} kali`,
          },
        ]),
  ],
});

function familiesWords({ householdIds }: Evidence): string {
  switch (householdIds.length) {
    case 0:
      return "tanpa keluarga";
    case 1:
      return "di satu keluarga";
    default:
      return `di ${formatNumber(householdIds.length)} keluarga yang berbeda`;
  }
}

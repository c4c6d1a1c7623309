import { z } from "zod";
import { defineKind } from "./kind-facts";
import { InRelease } from "./shapes";
import { releaseSource } from "./value-rows";
import { AMENDMENT, NOTHING_CHANGED, releaseWords } from "./words";

const Count = z.number().int().min(0);

const Evidence = z.object({
  ...InRelease,
  /** The number in the family's own row … */
  stated: Count,
  /** … and the rows that the member file has for it. */
  counted: Count,
});

export const memberCountMismatch = defineKind("member-count-mismatch", {
  evidence: Evidence,
  closingEvidence: Evidence.extend({ inRelease: z.boolean(), stated: Count.nullable() }),
  proposal: AMENDMENT,

  desil: () => null,
  unchanged: "jumlah anggota keluarga Bapak/Ibu yang tertulis dan yang tercatat masih berbeda",

  sentences: (evidence) => ({
    why: [
      `Di ${releaseWords(evidence)}, jumlah anggota keluarga Bapak/Ibu tertulis ${evidence.stated} orang.`,
      `Di data yang sama, anggota keluarga yang tercatat ${evidence.counted} orang.`,
    ],
    rule: [
      "Jumlah anggota keluarga harus sama dengan anggota yang tercatat, karena keduanya dipakai untuk menilai kesejahteraan keluarga.",
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Untuk ini tidak perlu kunjungan: petugas mencocokkannya dengan kartu keluarga Bapak/Ibu, lalu dinas sosial mengusulkan perbaikan data.",
    ],
  }),

  ending(before, now) {
    const where = releaseWords(now);
    const then = `sebelumnya tertulis ${before.stated}, tercatat ${before.counted}`;
    if (!now.inRelease)
      return `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak ada di ${where}; ${then}.`;
    if (now.stated === null)
      return `Kasus ini selesai oleh data baru: di ${where}, jumlah anggota keluarga tidak lagi tertulis; ${then}.`;
    return `Kasus ini selesai oleh data baru: di ${where}, jumlah anggota keluarga tertulis dan tercatat ${now.stated} orang; ${then}.`;
  },

  values: (evidence, closing) => [
    {
      what: "Jumlah anggota tertulis",
      source: `${releaseSource(evidence)}, baris keluarga`,
      value: people(evidence.stated),
    },
    {
      what: "Anggota yang tercatat",
      source: `${releaseSource(evidence)}, baris anggota`,
      value: people(evidence.counted),
    },
    ...(closing === null
      ? []
      : [
          {
            what: "Saat selesai",
            source: releaseSource(closing),
            value: closing.inRelease
              ? `Tertulis ${closing.stated ?? "kosong"}, tercatat ${closing.counted}`
              : "Tidak ada di rilis ini",
          },
        ]),
  ],
});

function people(count: number): string {
  return `${count} orang`;
}

import { z } from "zod";
import type { NikProblem } from "@/lib/shared/nik";
import { defineKind } from "./kind-facts";
import { InRelease } from "./shapes";
import { releaseSource } from "./value-rows";
import { AMENDMENT, capitalised, NOTHING_CHANGED, releaseWords } from "./words";

/** The importer's judgement, as it is read aloud after "NIK-nya". */
const REASONS = {
  nik_empty: "kosong",
  nik_scientific:
    "tertulis sebagai bilangan ilmiah, sehingga angka terakhirnya hilang saat berkas disimpan dari lembar kerja",
  nik_damaged: "kehilangan angka terakhir saat disimpan di lembar kerja",
  nik_not_16_digits: "tidak terdiri dari 16 angka",
  nik_one_digit: "berisi satu angka yang diulang",
  nik_placeholder: "berisi angka isian, bukan NIK",
  nik_serial_zero: "berakhir 0000, padahal nomor urut dimulai dari 0001",
  nik_impossible_date: "memuat tanggal lahir yang tidak mungkin ada",
} as const satisfies Record<NikProblem, string>;

const Reason = z.custom<NikProblem>(
  (value) => typeof value === "string" && Object.hasOwn(REASONS, value),
);

export const invalidNik = defineKind("invalid-nik", {
  evidence: z.object({
    ...InRelease,
    reason: Reason,
    /** Line of the member file; the number as written stands there. */
    lineNo: z.number().int(),
  }),
  closingEvidence: z.object({
    ...InRelease,
    /** `valid`: the same name and birth date stand in the family with a valid NIK. */
    found: z.enum(["valid", "gone"]),
  }),
  proposal: AMENDMENT,

  desil: () => null,
  unchanged: "NIK orang itu masih belum sah",

  sentences: (evidence) => ({
    why: [
      `Salah seorang anggota keluarga Bapak/Ibu tercatat di ${releaseWords(evidence)}, tetapi NIK-nya ${REASONS[evidence.reason]}.`,
    ],
    rule: [
      "NIK terdiri dari 16 angka: wilayah, tanggal lahir, dan nomor urut (UU 24/2013). Tanpa NIK yang sah, orang itu tidak dapat dicocokkan dengan Dukcapil dan daftar penerima.",
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas mencocokkan NIK dengan KTP atau kartu keluarga. Dinas sosial mengusulkan perbaikan; angkanya tidak pernah ditebak.",
    ],
  }),

  ending(before, now) {
    const then = `sebelumnya NIK-nya ${REASONS[before.reason]}`;
    return now.found === "valid"
      ? `Kasus ini selesai oleh data baru: di ${releaseWords(now)}, NIK orang itu sudah sah; ${then}.`
      : `Kasus ini selesai oleh data baru: baris orang itu tidak ada lagi di ${releaseWords(now)}; ${then}.`;
  },

  values: (evidence, closing) => [
    {
      what: "NIK",
      source: `${releaseSource(evidence)}, baris ${evidence.lineNo}`,
      value: capitalised(REASONS[evidence.reason]),
    },
    ...(closing === null
      ? []
      : [
          {
            what: "NIK saat selesai",
            source: releaseSource(closing),
            value: closing.found === "valid" ? "Sah" : "Barisnya tidak ada lagi",
          },
        ]),
  ],
});

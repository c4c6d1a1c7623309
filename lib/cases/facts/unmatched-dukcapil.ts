import { z } from "zod";
import { defineKind } from "./kind-facts";
import { Day, InRelease } from "./shapes";
import { dukcapilSource, releaseSource } from "./value-rows";
import {
  AMENDMENT,
  capitalised,
  dukcapilWords,
  joinWords,
  NOTHING_CHANGED,
  releaseWords,
} from "./words";

const Difference = z.enum(["name", "birth_date", "sex"]);

const DIFFERENCES = {
  name: "nama",
  birth_date: "tanggal lahir",
  sex: "jenis kelamin",
} as const satisfies Record<z.infer<typeof Difference>, string>;

const Result = z.enum(["matched", "unmatched", "not_found", "doubled", "inactive", "unknown"]);

/** The population office's answer, as it is read aloud after "NIK-nya". */
const RESULTS = {
  matched: "padan",
  unmatched: "tidak padan dengan data kependudukan",
  not_found: "tidak ditemukan di data kependudukan",
  doubled: "dimiliki dua orang di data kependudukan",
  inactive: "tercatat tidak aktif",
  unknown: "mendapat jawaban yang tidak dikenal",
} as const satisfies Record<z.infer<typeof Result>, string>;

const Evidence = z.object({
  ...InRelease,
  listId: z.number().int(),
  listName: z.string(),
  listAsOf: Day,
  /** Line of the office's answer. */
  lineNo: z.number().int(),
  result: Result.extract(["unmatched", "not_found", "doubled"]),
  /** What differs, as far as the answer says. */
  differs: z.array(Difference),
  /** Whether a row of the release is the person's; else the case is about the office's own row. */
  inRelease: z.boolean(),
});
type Evidence = z.infer<typeof Evidence>;

const Closing = Evidence.extend({
  listId: z.number().int().nullable(),
  listName: z.string().nullable(),
  listAsOf: Day.nullable(),
  lineNo: z.number().int().nullable(),
  result: Result.nullable(),
  /** It ended because the answer no longer names the person, which says nothing about DTSEN. */
  byList: z.boolean(),
});

export const unmatchedDukcapil = defineKind("unmatched-dukcapil", {
  evidence: Evidence,
  closingEvidence: Closing,
  proposal: AMENDMENT,

  desil: () => null,
  unchanged: "NIK orang itu masih belum padan dengan data Dukcapil",

  sentences(evidence) {
    const where = dukcapilWords({ listName: evidence.listName, asOf: evidence.listAsOf });
    return {
      why: evidence.inRelease
        ? [
            `Menurut ${where}, NIK salah seorang anggota keluarga Bapak/Ibu ${resultWords(evidence)}.`,
          ]
        : [
            `Menurut ${where}, NIK orang ini ${resultWords(evidence)}.`,
            `Di ${releaseWords(evidence)}, NIK itu tidak ada pada siapa pun.`,
          ],
      rule: [
        "Penerima bantuan dikenali dengan NIK yang padan dengan data kependudukan Dukcapil (UU 24/2013).",
      ],
      automatic: [NOTHING_CHANGED],
      next: [
        "Petugas mencocokkan KTP dan kartu keluarga dengan data Dukcapil. Yang keliru diperbaiki di tempatnya: di Dukcapil, atau lewat usulan perbaikan data.",
      ],
    };
  },

  ending(before, now) {
    const then = `sebelumnya ${resultWords(before)}`;
    if (now.result === null || now.listName === null || now.listAsOf === null)
      return `Kasus ini selesai oleh data baru: NIK orang itu tidak lagi ada di hasil padan Dukcapil yang terakhir; ${then}.`;
    const where = dukcapilWords({ listName: now.listName, asOf: now.listAsOf });
    return `Kasus ini selesai oleh data baru: menurut ${where}, NIK orang itu ${RESULTS[now.result]}; ${then}.`;
  },

  values: (evidence, closing) => [
    {
      what: "Hasil padan",
      source: dukcapilSource({ listName: evidence.listName, asOf: evidence.listAsOf }),
      value: capitalised(resultWords(evidence)),
    },
    {
      what: "NIK di DTSEN",
      source: releaseSource(evidence),
      value: evidence.inRelease ? "Ada" : "Tidak ditemukan",
    },
    ...(closing === null
      ? []
      : [
          {
            what: "Hasil padan saat selesai",
            source:
              closing.listName === null || closing.listAsOf === null
                ? "Hasil padan Dukcapil"
                : dukcapilSource({ listName: closing.listName, asOf: closing.listAsOf }),
            value:
              closing.result === null ? "Tidak disebut lagi" : capitalised(RESULTS[closing.result]),
          },
        ]),
  ],
});

function resultWords({ result, differs }: Evidence): string {
  if (result !== "unmatched" || differs.length === 0) return RESULTS[result];
  return `${RESULTS[result]}: ${joinWords(differs.map((one) => DIFFERENCES[one]))} berbeda`;
}

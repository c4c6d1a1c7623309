import { z } from "zod";
import type { ValueRow } from "./kind-facts";
import { Day, InRelease } from "./shapes";
import { deathListSource, dukcapilSource, releaseSource, visitSource } from "./value-rows";
import { deathListWords, dukcapilWords, joinWords, visitWords } from "./words";

/** Who says that the person is gone. */
const Source = z.discriminatedUnion("of", [
  z.object({ of: z.literal("dukcapil"), listName: z.string(), asOf: Day }),
  z.object({
    of: z.literal("death_list"),
    listName: z.string(),
    asOf: Day,
    /** As the list says it. */
    diedOn: Day.nullable(),
  }),
  z.object({ of: z.literal("groundcheck"), groundcheckId: z.uuid(), asOf: Day }),
]);
type Source = z.infer<typeof Source>;

/** A recipient whom somebody calls dead or moved away. */
export const GoneRecipient = z.object({
  ...InRelease,
  sources: z.array(Source).min(1),
  /** Codes of the programs that the person receives now. */
  programs: z.array(z.string()).min(1),
  programNames: z.array(z.string()).min(1),
  /** Whether a row of the release is the person's. */
  inRelease: z.boolean(),
});
export type GoneRecipient = z.infer<typeof GoneRecipient>;

export const GoneRecipientClosing = GoneRecipient.extend({
  sources: z.array(Source),
  programs: z.array(z.string()),
  programNames: z.array(z.string()),
  /** Whether somebody calls the person dead, which counts more than moved. */
  deceased: z.boolean(),
  /** It ended because a list changed, which says nothing about DTSEN. */
  byList: z.boolean(),
});
export type GoneRecipientClosing = z.infer<typeof GoneRecipientClosing>;

export const REMOVAL_OR_AMENDMENT = "usulan penghapusan atau perbaikan data keluarga Bapak/Ibu";

/** A case of somebody who left DTSEN says nothing of a release: see `note-unchanged.ts`. */
export const STILL_RECEIVING = "orang itu masih ada di DTSEN dan masih tercatat menerima bantuan";

/** What the person receives, and who says what of them. `fate` stands in the middle of a sentence. */
export function goneWords({ sources, programNames }: GoneRecipient, fate: string): string[] {
  return [
    `Salah seorang anggota keluarga Bapak/Ibu tercatat menerima ${joinWords(programNames)}.`,
    `Menurut ${sourcesWords(sources)}, orang itu sudah ${fate}.`,
  ];
}

/** How a case ended: no longer receiving, or nobody says it any more. */
export function goneEnding(before: GoneRecipient, now: GoneRecipientClosing, fate: string): string {
  return now.programs.length === 0
    ? `Kasus ini selesai oleh data baru: orang itu tidak lagi tercatat menerima bantuan; sebelumnya menerima ${joinWords(before.programNames)}.`
    : `Kasus ini selesai oleh data baru: orang itu tidak lagi tercatat ${fate}; sebelumnya tercatat begitu menurut ${sourcesWords(before.sources)}.`;
}

export function goneValues(
  evidence: GoneRecipient,
  closing: GoneRecipientClosing | null,
  fate: string,
): ValueRow[] {
  return [
    ...evidence.sources.map((source) => ({
      what: `Tercatat ${fate}`,
      source: sourceOf(source),
      value: "Ya",
    })),
    {
      what: "Bantuan yang diterima",
      source: "Daftar penerima",
      value: evidence.programNames,
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
            what: `Tercatat ${fate} saat selesai`,
            source: "Hasil padan Dukcapil, daftar kematian, dan groundcheck",
            value: closing.sources.length === 0 ? "Tidak" : "Ya",
          },
          {
            what: "Bantuan saat selesai",
            source: "Daftar penerima",
            value: closing.programNames.length === 0 ? "Tidak ada" : closing.programNames,
          },
        ]),
  ];
}

export function sourcesWords(sources: readonly Source[]): string {
  return joinWords(sources.map(wordsOf));
}

function wordsOf(source: Source): string {
  switch (source.of) {
    case "dukcapil":
      return dukcapilWords(source);
    case "death_list":
      return deathListWords(source);
    case "groundcheck":
      return visitWords(source);
  }
}

function sourceOf(source: Source): string {
  switch (source.of) {
    case "dukcapil":
      return dukcapilSource(source);
    case "death_list":
      return deathListSource(source);
    case "groundcheck":
      return visitSource(source);
  }
}

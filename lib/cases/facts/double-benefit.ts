import { z } from "zod";
import { programShortName } from "@/lib/programs/labels";
import { REMOVAL_OR_AMENDMENT } from "./gone-recipient";
import { defineKind, type ValueRow } from "./kind-facts";
import { InRelease } from "./shapes";
import { joinWords, NOTHING_CHANGED } from "./words";

/** Where a recipient stands; who it is, is read from there under the reader's scope. */
const Line = z.object({ listId: z.number().int(), lineNo: z.number().int() });

const Evidence = z.object({
  ...InRelease,
  /** A program for families whose current list names several members of this one in one period. */
  doublings: z.array(
    z.object({
      program: z.string(),
      programName: z.string(),
      period: z.string().nullable(),
      people: z.number().int().min(2),
      lines: z.array(Line),
    }),
  ),
  /** Pairs of programs that the family receives although a rule lets it have only one. */
  exclusives: z.array(
    z.object({
      programs: z.tuple([z.string(), z.string()]),
      programNames: z.tuple([z.string(), z.string()]),
    }),
  ),
  /** Of the pairs. */
  legalBasis: z.string(),
});
type Evidence = z.infer<typeof Evidence>;

export const doubleBenefit = defineKind("double-benefit", {
  evidence: Evidence,
  closingEvidence: Evidence,
  proposal: REMOVAL_OR_AMENDMENT,

  desil: () => null,
  unchanged: "di daftar penerima yang berlaku, bantuan keluarga Bapak/Ibu masih tercatat ganda",

  sentences: (evidence) => ({
    why: [
      ...evidence.doublings.map(
        (doubling) =>
          `Di daftar penerima ${benefitWords(doubling)} tercatat ${doubling.people} orang dari keluarga Bapak/Ibu.`,
      ),
      ...evidence.exclusives.map(
        ({ programNames }) =>
          `Keluarga Bapak/Ibu tercatat menerima ${joinWords(programNames)} bersamaan.`,
      ),
    ],
    rule: ruleWords(evidence),
    automatic: [NOTHING_CHANGED],
    next: [
      "Untuk ini tidak perlu kunjungan: petugas mencocokkan daftar penerima dengan kartu keluarga Bapak/Ibu dan menanyakan siapa yang sungguh menerima. Jika memang ganda, dinas sosial mengusulkan perbaikannya.",
    ],
  }),

  ending: (before) =>
    `Kasus ini selesai oleh data baru: menurut daftar penerima yang sekarang, ${joinWords([
      ...before.doublings.map(
        ({ programName }) => `${programName} tidak lagi diterima beberapa anggota sekaligus`,
      ),
      ...before.exclusives.map(
        ({ programNames }) => `${joinWords(programNames)} tidak lagi diterima bersamaan`,
      ),
    ])}.`,

  values: (evidence, closing) => [
    ...valueRows(evidence),
    ...(closing === null
      ? []
      : [
          {
            what: "Saat selesai",
            source: "Daftar penerima yang berlaku",
            value: "Tidak ada lagi bantuan ganda",
          },
        ]),
  ],
});

function benefitWords({ programName, period }: Evidence["doublings"][number]): string {
  return period === null ? programName : `${programName} periode ${period}`;
}

function ruleWords({ doublings, exclusives, legalBasis }: Evidence): string[] {
  const names = [...new Set(doublings.map(({ programName }) => programName))];
  return [
    ...names.map(
      (name) =>
        `${name} adalah bantuan untuk keluarga: satu keluarga, satu penerima dalam satu periode.`,
    ),
    ...exclusives.map(
      ({ programNames }) =>
        `${joinWords(programNames)} tidak diberikan bersamaan kepada satu keluarga (dasar: ${legalBasis}).`,
    ),
  ];
}

function valueRows({ doublings, exclusives, legalBasis }: Evidence): ValueRow[] {
  return [
    ...doublings.map(({ program, period, people }) => ({
      what: `Penerima ${programShortName(program)}`,
      source: period === null ? "Daftar penerima" : `Daftar penerima, periode ${period}`,
      value: `${people} orang dari keluarga ini`,
    })),
    ...exclusives.map(({ programs }) => ({
      what: "Program yang tidak boleh bersamaan",
      source: legalBasis,
      value: programs.map(programShortName),
    })),
  ];
}

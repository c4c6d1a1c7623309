import { describe, expect, test } from "vitest";
import { type PreviewFacts, previewWarnings } from "./preview-warnings";
import type { DtksSummary, DtsenSummary, DukcapilSummary, RecipientsSummary } from "./schema";

const CURRENT = { name: "v2 2026", asOf: new Date("2026-07-20") };
const facts: PreviewFacts = {
  asOf: new Date("2026-10-20"),
  rowsRead: 1_000,
  rowsRejected: 3,
  current: CURRENT,
  limits: {
    warn: {
      kecamatanLossShareMax: 0.1,
      rejectedShareMax: 0.01,
      goneShareMax: 0.05,
      unknownAreaShareMax: 0.02,
      invalidNikShareMax: 0.05,
      unmatchedShareMax: 0.1,
      endingShareMax: 0,
    },
    stop: {
      countMin: 50,
      kecamatanLossShareMax: 0.2,
      rejectedShareMax: 0.1,
      goneShareMax: 0.15,
      unknownAreaShareMax: 0.2,
      invalidNikShareMax: 0.3,
      unmatchedShareMax: 0.5,
      endingShareMax: 0.2,
    },
  },
};
const sentencesOf = (...given: Parameters<typeof previewWarnings>) =>
  previewWarnings(...given).map(({ sentence }) => sentence);
const recipients: RecipientsSummary = {
  kind: "recipients",
  problems: [],
  rows: 100,
  totalsSkipped: 1,
  unknownArea: 0,
  ending: null,
  matched: { nomorKk: 95, oldNomorKk: 2, nik: 1, ambiguousNik: 0, newHousehold: 2, none: 0 },
};
const dtks: DtksSummary = {
  kind: "dtks",
  problems: [],
  rows: 900,
  households: 300,
  unknownArea: 0,
  matched: { found: 295, notFound: 5 },
};
const dukcapil: DukcapilSummary = {
  kind: "dukcapil",
  problems: [],
  rows: 400,
  results: { matched: 390, unmatched: 4, notFound: 3, doubled: 1, inactive: 2, unknown: 0 },
  fates: { deceased: 1, movedOut: 1 },
  inRelease: { found: 398, notFound: 2 },
};

const dtsen: DtsenSummary = {
  kind: "dtsen",
  files: [],
  problems: [],
  previous: { releaseId: 1, name: "v2 2026", asOf: "2026-07-20" },
  households: {
    total: 1_000,
    added: 20,
    gone: 15,
    numberChanged: 4,
    moved: 3,
    unchanged: 800,
    unknownArea: 2,
  },
  individuals: {
    total: 3_000,
    added: 60,
    gone: 45,
    invalidNik: 10,
    doubledNik: 4,
    withoutFamily: 1,
  },
  desil: {
    up: 90,
    down: 60,
    same: 830,
    unranked: 0,
    bands: {
      extremeDown: 0,
      significantDown: 5,
      down: 55,
      same: 830,
      up: 80,
      significantUp: 9,
      extremeUp: 1,
    },
  },
  unknownAreas: [{ kecamatan: "KLOJEN", kelurahan: "ENTAH", households: 2 }],
  kecamatan: [],
};

describe("previewWarnings", () => {
  test("an ordinary list gives nobody pause", () => {
    expect(previewWarnings(recipients, facts)).toEqual([]);
    expect(previewWarnings(dtks, facts)).toEqual([]);
    expect(previewWarnings(dtsen, facts)).toEqual([]);
  });

  test("a release older than the one in force is told to become history only", () => {
    const [sentence] = sentencesOf(dtsen, { ...facts, asOf: new Date("2026-01-20") });

    expect(sentence).toContain("lebih lama daripada rilis yang berlaku (v2 2026, 20 Juli 2026)");
  });

  test("a kecamatan whose families are gone is named with share and counts, and stops", () => {
    const lost = { name: "Klojen", before: 1_200, households: 744, gone: 460 };

    expect(previewWarnings({ ...dtsen, kecamatan: [lost] }, facts)).toEqual([
      {
        code: "kecamatanLossShareMax",
        sentence:
          "38,3% keluarga Kecamatan Klojen hilang (460 dari 1.200). Pastikan berkasnya lengkap.",
        stops: true,
      },
    ]);
  });

  test.each([
    ["few families", { name: "Klojen", before: 60, households: 20, gone: 40 }],
    ["a share that only warns", { name: "Klojen", before: 1_000, households: 850, gone: 150 }],
  ])("%s stop nobody", (_what, kecamatan) => {
    expect(previewWarnings({ ...dtsen, kecamatan: [kecamatan] }, facts)).toMatchObject([
      { code: "kecamatanLossShareMax", stops: false },
    ]);
  });

  test("families that were replaced by others are gone, though the sum is the same", () => {
    const replaced = { name: "Klojen", before: 1_000, households: 1_000, gone: 300 };

    expect(previewWarnings({ ...dtsen, kecamatan: [replaced] }, facts)).toMatchObject([
      { stops: true },
    ]);
  });

  test("aid that ends with a complete list is told, and stops where it is much of it", () => {
    const ending = (count: number) => ({
      ...recipients,
      ending: { ending: count, receiving: 400 },
    });

    expect(previewWarnings(ending(0), facts)).toEqual([]);
    expect(previewWarnings(ending(12), facts)).toMatchObject([{ stops: false }]);
    expect(previewWarnings(ending(200), facts)).toMatchObject([
      { stops: true, sentence: expect.stringContaining("Bantuan 200 (50%) penerima berakhir") },
    ]);
  });

  test.each([
    ["families gone", { households: { ...dtsen.households, gone: 200 } }, "tidak ada lagi"],
    ["families nowhere", { households: { ...dtsen.households, unknownArea: 90 } }, "(ENTAH)"],
    [
      "people without NIK",
      { individuals: { ...dtsen.individuals, invalidNik: 400 } },
      "tanpa NIK yang sah",
    ],
  ])("too many %s give pause", (_what, change, words) => {
    const sentences = sentencesOf({ ...dtsen, ...change }, facts);

    expect(sentences).toEqual([expect.stringContaining(words)]);
  });

  test("more than one row in a hundred rejected is said, with the share", () => {
    expect(sentencesOf(recipients, { ...facts, rowsRejected: 25 })).toEqual([
      "25 (2,5%) baris ditolak. Perbaiki berkasnya bila memungkinkan.",
    ]);
  });

  test("every recipient who is recorded nowhere is said", () => {
    const matched = { ...recipients.matched, ambiguousNik: 1, none: 2 };

    expect(sentencesOf({ ...recipients, matched }, facts)).toEqual([
      "3 (3%) penerima tidak dapat dicatat di keluarga mana pun.",
    ]);
  });

  test("a list before the first release is told what it lacks", () => {
    expect(previewWarnings(recipients, { ...facts, current: null })).toHaveLength(1);
    expect(previewWarnings({ ...dtks, matched: null }, { ...facts, current: null })).toHaveLength(
      1,
    );
  });

  test("answers in words that nobody knows are said, and so are persons of somewhere else", () => {
    expect(previewWarnings(dukcapil, facts)).toEqual([]);
    const results = { ...dukcapil.results, unknown: 2 };
    expect(sentencesOf({ ...dukcapil, results }, facts)).toEqual([
      expect.stringContaining(
        "Jawaban untuk 2 (0,5%) orang tertulis dengan kata yang tidak dikenali",
      ),
    ]);
    const inRelease = { found: 200, notFound: 200 };
    expect(sentencesOf({ ...dukcapil, inRelease }, facts)).toEqual([
      expect.stringContaining("200 (50%) orang tidak ada di rilis yang berlaku"),
    ]);
  });

  test("lines of desil that lead nowhere are told in the word for what they are", () => {
    const lines = { same: 5, different: 1, unranked: 0, outside: 0, unmatched: 4, withoutDesil: 0 };
    const counted = { problems: [], rows: 10, totalsSkipped: 0, lines };
    expect(sentencesOf({ kind: "desil", ...counted }, facts)).toEqual([
      expect.stringContaining("4 (40%) baris tidak cocok dengan keluarga mana pun"),
    ]);
    const bnba = { kind: "bnba" as const, ...counted, rows: 40, families: 9, unknownArea: 0 };
    expect(sentencesOf({ ...bnba, programs: [] }, facts)).toEqual([
      expect.stringContaining("4 (40%) keluarga tidak cocok dengan keluarga mana pun"),
    ]);
    expect(
      previewWarnings({ ...bnba, programs: [], lines: { ...lines, unmatched: 0 } }, facts),
    ).toEqual([]);
  });

  test("recipients of whom a BNBA says TIDAK are named, because nothing ends by it", () => {
    const none = { nomorKk: 0, oldNomorKk: 0, nik: 0, ambiguousNik: 0, newHousehold: 0, none: 0 };
    const lines = { same: 9, different: 0, unranked: 0, outside: 0, unmatched: 0, withoutDesil: 0 };
    const programs = [
      { code: "PKH", lines: 3, matched: none, denied: 12 },
      { code: "SEMBAKO", lines: 3, matched: none, denied: 0 },
      { code: "PBI_JK", lines: 3, matched: none },
    ];
    const counted = { problems: [], rows: 40, totalsSkipped: 0, families: 9, unknownArea: 0 };
    expect(sentencesOf({ kind: "bnba", ...counted, lines, programs }, facts)).toEqual([
      expect.stringContaining("BNBA ini menyebut 12 penerima PKH yang tercatat"),
    ]);
  });

  test("a DTKS of which a large part is gone is one", () => {
    const matched = { found: 200, notFound: 100 };

    expect(previewWarnings({ ...dtks, matched }, facts)).toHaveLength(1);
  });
});

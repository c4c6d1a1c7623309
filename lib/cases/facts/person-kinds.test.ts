import { describe, expect, test } from "vitest";
import { CaseFacts, tellCase } from "../evidence";

const release = { releaseId: 2, releaseName: "v3 2026", asOf: "2026-10-20" };
const newer = { releaseId: 3, releaseName: "v4 2026", asOf: "2027-01-20" };
const IN_V3 = "DTSEN rilis v3 2026 (keadaan 20 Oktober 2026)";
const IN_V4 = "DTSEN rilis v4 2026 (keadaan 20 Januari 2027)";

const dukcapil = { of: "dukcapil", listName: "Padan November", asOf: "2026-11-01" };
const visit = {
  of: "groundcheck",
  groundcheckId: "0199a000-0000-7000-8000-000000000000",
  asOf: "2026-11-20",
};
const IN_NOVEMBER = "hasil padan Dukcapil (Padan November, keadaan 1 November 2026)";

const receiving = {
  ...release,
  programs: ["PKH"],
  programNames: ["Program Keluarga Harapan"],
  inRelease: true,
};

function why(kind: string, evidence: object): string {
  return tellCase(CaseFacts.parse({ kind, evidence, closingEvidence: null })).sentences.why.join(
    " ",
  );
}

function ending(kind: string, evidence: object, closingEvidence: object): string | null {
  return tellCase(CaseFacts.parse({ kind, evidence, closingEvidence })).ending;
}

describe("of a recipient who is gone", () => {
  const dead = { ...receiving, sources: [dukcapil, visit] };
  const closing = { ...receiving, ...newer, deceased: false, byList: true };

  test("it says what they receive and who says so, with the date of each", () => {
    expect(why("deceased-recipient", dead)).toBe(
      `Salah seorang anggota keluarga Bapak/Ibu tercatat menerima Program Keluarga Harapan. Menurut ${IN_NOVEMBER} dan kunjungan petugas (groundcheck) pada 20 November 2026, orang itu sudah meninggal.`,
    );
  });

  test.each([
    [
      "nobody says it any more",
      "deceased-recipient",
      { ...closing, sources: [] },
      `tidak lagi tercatat meninggal; sebelumnya tercatat begitu menurut ${IN_NOVEMBER}`,
    ],
    [
      "they receive no more",
      "deceased-recipient",
      { ...closing, sources: [dukcapil], programs: [], programNames: [] },
      "tidak lagi tercatat menerima bantuan; sebelumnya menerima Program Keluarga Harapan.",
    ],
    [
      "the moved one is dead",
      "moved-recipient",
      { ...closing, sources: [dukcapil], deceased: true },
      `sekarang tercatat meninggal, dan itu kasus tersendiri; sebelumnya tercatat pindah menurut ${IN_NOVEMBER}`,
    ],
  ])("it ends when %s, with both values", (_name, kind, now, words) => {
    expect(ending(kind, { ...receiving, sources: [dukcapil] }, now)).toContain(words);
  });
});

describe("of a NIK that stands twice", () => {
  test.each([
    [[7, 9], "di 2 keluarga yang berbeda"],
    [[7], "di satu keluarga"],
    [[], "tanpa keluarga"],
  ])("in the families %j it says so", (householdIds, words) => {
    expect(why("duplicate-nik", { ...release, rows: 2, householdIds })).toBe(
      `NIK salah seorang anggota keluarga Bapak/Ibu tertulis 2 kali di ${IN_V3}, ${words}.`,
    );
  });

  test.each([
    [1, `NIK itu tertulis satu kali saja di ${IN_V4}; sebelumnya tertulis 2 kali.`],
    [0, `NIK itu tidak ada lagi di ${IN_V4}; sebelumnya tertulis 2 kali.`],
  ])("it ends with %i rows, with both counts", (rows, words) => {
    const before = { ...release, rows: 2, householdIds: [7, 9] };

    expect(ending("duplicate-nik", before, { ...newer, rows, householdIds: [] })).toContain(words);
  });
});

describe("of a NIK that cannot be one", () => {
  const evidence = { ...release, reason: "nik_impossible_date", lineNo: 12 };

  test("it says why", () => {
    expect(why("invalid-nik", evidence)).toContain(
      "NIK-nya memuat tanggal lahir yang tidak mungkin ada.",
    );
  });

  test.each([
    ["valid", "NIK orang itu sudah sah; sebelumnya NIK-nya memuat tanggal lahir"],
    ["gone", "baris orang itu tidak ada lagi di"],
  ])("it ends when the row is %s", (found, words) => {
    expect(ending("invalid-nik", evidence, { ...newer, found })).toContain(words);
  });

  test("a reason that nobody knows is refused", () => {
    const unknown = { kind: "invalid-nik", evidence: { ...evidence, reason: "toString" } };

    expect(CaseFacts.safeParse({ ...unknown, closingEvidence: null }).success).toBe(false);
  });
});

describe("of a NIK that the population office does not confirm", () => {
  const answer = {
    ...release,
    listId: 4,
    listName: "Padan November",
    listAsOf: "2026-11-01",
    lineNo: 3,
    result: "unmatched",
    differs: ["name", "birth_date"],
    inRelease: true,
  };

  test("it says what differs", () => {
    expect(why("unmatched-dukcapil", answer)).toBe(
      `Menurut ${IN_NOVEMBER}, NIK salah seorang anggota keluarga Bapak/Ibu tidak padan dengan data kependudukan: nama dan tanggal lahir berbeda.`,
    );
  });

  test("and that the NIK is nowhere in the release", () => {
    expect(why("unmatched-dukcapil", { ...answer, inRelease: false })).toContain(
      `Di ${IN_V3}, NIK itu tidak ada pada siapa pun.`,
    );
  });

  test.each([
    [
      { result: "matched", listName: "Padan Januari", listAsOf: "2027-01-05", byList: false },
      "menurut hasil padan Dukcapil (Padan Januari, keadaan 5 Januari 2027), NIK orang itu padan; sebelumnya tidak padan",
    ],
    [
      { result: null, lineNo: null, byList: true },
      "tidak lagi ada di hasil padan Dukcapil yang terakhir; sebelumnya tidak padan",
    ],
  ])("it ends with both answers", (now, words) => {
    expect(
      ending("unmatched-dukcapil", answer, { ...answer, ...newer, differs: [], ...now }),
    ).toContain(words);
  });
});

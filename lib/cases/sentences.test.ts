import { describe, expect, test } from "vitest";
import { CaseFacts, type FactsOf } from "./evidence";
import { caseSentences, type SentenceTopic } from "./sentences";
import type { CaseState } from "./workflow";

const release = { releaseId: 2, releaseName: "v3 2026", asOf: "2026-10-20" };

const overLimit = {
  kind: "over-limit",
  evidence: {
    ...release,
    program: "PKH",
    programName: "Program Keluarga Harapan",
    desil: 6,
    previousDesil: 3,
    limit: 4,
    ruleVersion: "pkh-2025-05",
    legalBasis: "Kepmensos 79/HUK/2025",
    recipients: 1,
    suspended: true,
  },
  closingEvidence: null,
} as const satisfies FactsOf<"over-limit">;

const misplacedHigh = {
  kind: "misplaced-high",
  evidence: {
    ...release,
    dtksDesil: 2,
    dtksListName: "DTKS Desember 2024",
    dtksAsOf: "2024-12-31",
    desil: 7,
    dtksDesilMax: 3,
    desilMin: 5,
    legalBasis: "Kebijakan kantor",
  },
  closingEvidence: null,
} as const satisfies FactsOf<"misplaced-high">;

const missing = {
  kind: "missing-in-dtsen",
  evidence: {
    ...release,
    source: "both",
    dtksListName: "DTKS Desember 2024",
    dtksAsOf: "2024-12-31",
    dtksDesil: 2,
    programs: ["PKH", "SEMBAKO"],
    programNames: ["Program Keluarga Harapan", "Program Sembako"],
    memberCount: 4,
    lastReleaseName: "v2 2026",
    lastDesil: 3,
  },
  closingEvidence: null,
} as const satisfies FactsOf<"missing-in-dtsen">;

function said(facts: CaseFacts, topic: SentenceTopic, state: CaseState = "open"): string {
  return caseSentences(facts, state)
    .filter((sentence) => sentence.topic === topic)
    .map(({ text }) => text)
    .join(" ");
}

describe("a family above the limit hears", () => {
  test("which aid, which desil, of which release, and what it was before", () => {
    expect(said(overLimit, "why")).toContain(
      "Keluarga Bapak/Ibu tercatat menerima Program Keluarga Harapan. Menurut DTSEN rilis v3 2026 (keadaan 20 Oktober 2026), keluarga Bapak/Ibu berada di desil 6; pada rilis sebelumnya desil 3.",
    );
  });

  test("the rule, its decree and its version", () => {
    expect(said(overLimit, "rule")).toBe(
      "Menurut Kepmensos 79/HUK/2025 (versi aturan pkh-2025-05), Program Keluarga Harapan diberikan sampai desil 4.",
    );
  });

  test("that the aid is held and not ended", () => {
    expect(said(overLimit, "automatic")).toBe(
      "Program Keluarga Harapan ditangguhkan otomatis oleh sistem sampai keadaan keluarga diperiksa. Ditangguhkan berarti ditahan sementara, bukan dihentikan.",
    );
  });

  test("that nothing was done where the program does not suspend", () => {
    const evidence = { ...overLimit.evidence, suspended: false };

    expect(said({ ...overLimit, evidence }, "automatic")).toBe(
      "Karena kasus ini, sistem tidak mengubah apa pun pada bantuan keluarga Bapak/Ibu.",
    );
  });

  test("that somebody comes to check, and that people decide", () => {
    expect(said(overLimit, "next")).toContain("Petugas akan memeriksa keadaan keluarga");
    expect(said(overLimit, "next")).toContain("keputusan dibuat petugas");
  });

  test.each([
    ["no earlier desil", { previousDesil: null }, "berada di desil 6. Desil adalah"],
    ["the same desil before", { previousDesil: 6 }, "desil 6, sama seperti pada rilis sebelumnya."],
    ["several recipients", { recipients: 4 }, "Harapan untuk 4 anggota keluarga."],
  ])("with %s, the sentence still reads well", (_name, changes, words) => {
    const evidence = { ...overLimit.evidence, ...changes };

    expect(said({ ...overLimit, evidence }, "why")).toContain(words);
  });
});

describe("a family placed too high hears", () => {
  test("both lists with their dates and desil", () => {
    expect(said(misplacedHigh, "why")).toContain(
      "Di DTKS lama (DTKS Desember 2024, keadaan 31 Desember 2024), keluarga Bapak/Ibu tercatat di desil 2. Menurut DTSEN rilis v3 2026 (keadaan 20 Oktober 2026), keluarga Bapak/Ibu sekarang berada di desil 7",
    );
  });

  test("from which desil on the office looks, and on what basis", () => {
    expect(said(misplacedHigh, "rule")).toBe(
      "Kantor memeriksa keluarga yang dahulu di desil 1 sampai 3 dan sekarang di desil 5 atau lebih (dasar: Kebijakan kantor).",
    );
  });
});

describe("a family that is not in DTSEN hears", () => {
  const inDtks = "tercatat di DTKS lama (DTKS Desember 2024, keadaan 31 Desember 2024)";

  test.each([
    ["dtks", `Keluarga Bapak/Ibu ${inDtks}.`],
    [
      "recipients",
      "Keluarga Bapak/Ibu tercatat menerima Program Keluarga Harapan dan Program Sembako.",
    ],
    [
      "both",
      `Keluarga Bapak/Ibu ${inDtks} dan tercatat menerima Program Keluarga Harapan dan Program Sembako.`,
    ],
  ] as const)("where it is known from (%s)", (source, sentence) => {
    const evidence = {
      ...missing.evidence,
      source,
      ...(source === "recipients" && { dtksListName: null, dtksAsOf: null, dtksDesil: null }),
    };

    expect(said({ ...missing, evidence }, "why")).toContain(sentence);
  });

  test("that nobody of it was found, and the last release that held it", () => {
    expect(said(missing, "why")).toContain(
      "Di DTSEN rilis v3 2026 (keadaan 20 Oktober 2026), nomor kartu keluarga dan NIK semua anggotanya tidak ditemukan. Terakhir keluarga Bapak/Ibu tercatat di rilis v2 2026, di desil 3.",
    );
  });

  test("nothing of a last release if there was none", () => {
    const evidence = { ...missing.evidence, lastReleaseName: null, lastDesil: null };

    expect(said({ ...missing, evidence }, "why")).not.toContain("Terakhir");
  });
});

describe("a case that is over says how it ended", () => {
  const now = { ...release, releaseId: 3, releaseName: "v4 2026", asOf: "2027-01-20" };
  const nowOver = { ...overLimit.evidence, ...now, inRelease: true, suspended: false };
  const nowHigh = { ...misplacedHigh.evidence, ...now, inRelease: true };
  const nowMissing = { ...now, found: "family" as const, desil: 3, holderIds: [] };

  const endings: [string, CaseFacts, string][] = [
    [
      "a desil within the limit, with both values",
      { ...overLimit, closingEvidence: { ...nowOver, desil: 3 } },
      "menurut DTSEN rilis v4 2026 (keadaan 20 Januari 2027), keluarga Bapak/Ibu berada di desil 3; sebelumnya desil 6. Batas Program Keluarga Harapan adalah desil 4.",
    ],
    [
      "aid that is still held, which only a person gives back",
      { ...overLimit, closingEvidence: { ...nowOver, desil: 3, suspended: true } },
      "Bantuan yang ditangguhkan dilanjutkan hanya oleh petugas, bukan oleh sistem.",
    ],
    [
      "a family that BPS no longer ranks, without calling it eligible",
      { ...overLimit, closingEvidence: { ...nowOver, desil: null } },
      "tidak diberi desil; sebelumnya desil 6. Desil kosong tidak berarti keluarga layak atau tidak layak.",
    ],
    [
      "a family that left the release",
      { ...overLimit, closingEvidence: { ...nowOver, desil: null, inRelease: false } },
      "keluarga Bapak/Ibu tidak ada di DTSEN rilis v4 2026",
    ],
    [
      "a family that receives no more",
      { ...overLimit, closingEvidence: { ...nowOver, recipients: 0 } },
      "tidak lagi tercatat menerima Program Keluarga Harapan.",
    ],
    [
      "a family ranked low again",
      { ...misplacedHigh, closingEvidence: { ...nowHigh, desil: 2 } },
      "berada di desil 2; sebelumnya desil 7.",
    ],
    [
      "a newer edition of the old DTKS",
      { ...misplacedHigh, closingEvidence: { ...nowHigh, dtksDesil: null } },
      "di DTKS lama keluarga Bapak/Ibu sekarang tercatat tanpa desil, sebelumnya desil 2.",
    ],
    [
      "a family that came back",
      { ...missing, closingEvidence: nowMissing },
      "keluarga Bapak/Ibu tercatat di DTSEN rilis v4 2026 (keadaan 20 Januari 2027), desil 3.",
    ],
    [
      "members in another family",
      { ...missing, closingEvidence: { ...nowMissing, found: "members", holderIds: [7] } },
      "anggota keluarga Bapak/Ibu tercatat di keluarga lain.",
    ],
    [
      "a member with an invalid NIK",
      { ...missing, closingEvidence: { ...nowMissing, found: "person_without_nik" } },
      "tetapi NIK-nya tidak sah.",
    ],
    [
      "a family that no list names any more",
      { ...missing, closingEvidence: { ...nowMissing, found: "not_listed" } },
      "tidak lagi ada di DTKS lama maupun di daftar penerima.",
    ],
  ];

  test.each(endings)("%s", (_name, facts, words) => {
    expect(said(CaseFacts.parse(facts), "next", "resolved")).toContain(words);
  });

  test("a dismissed one promises no visit any more", () => {
    expect(said(overLimit, "next", "dismissed")).toBe(
      "Petugas menutup kasus ini karena bukan kesalahan; alasannya tercatat pada riwayat kasus.",
    );
  });
});

test("evidence with a value that cannot be is refused instead of shown", () => {
  const evidence = { ...overLimit.evidence, desil: 11 };

  expect(CaseFacts.safeParse({ ...overLimit, evidence }).success).toBe(false);
});

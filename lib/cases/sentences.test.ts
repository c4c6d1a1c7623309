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

const misplacedLow = {
  kind: "misplaced-low",
  evidence: {
    ...release,
    desil: 2,
    previousDesil: null,
    signs: ["car", "power", "other_house"],
    powerCode: 5,
    desilMax: 4,
    wattsMin: 2200,
    legalBasis: "Kebijakan kantor",
  },
  closingEvidence: null,
} satisfies FactsOf<"misplaced-low">;

const unranked = {
  kind: "unranked",
  evidence: { ...release, desil: null, written: null, previousDesil: 3 },
  closingEvidence: null,
} satisfies FactsOf<"unranked">;

function said(
  facts: CaseFacts,
  topic: SentenceTopic,
  state: CaseState = "open",
  more: Parameters<typeof caseSentences>[2] = {},
): string {
  return caseSentences(facts, state, more)
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

describe("a family ranked low with signs of means hears", () => {
  test("its desil and every sign that was found", () => {
    expect(said(misplacedLow, "why")).toContain(
      "keluarga Bapak/Ibu berada di desil 2. Di data yang sama tercatat bahwa keluarga Bapak/Ibu memiliki mobil, memakai listrik lebih dari 2.200 watt dan memiliki rumah lain.",
    );
  });

  test("only the sign that was found", () => {
    const evidence = { ...misplacedLow.evidence, signs: ["power" as const], powerCode: 4 };

    expect(said({ ...misplacedLow, evidence }, "why")).toContain(
      "tercatat bahwa keluarga Bapak/Ibu memakai listrik 2.200 watt.",
    );
  });

  test("from which limits on the office looks, and that nothing happened to its aid", () => {
    expect(said(misplacedLow, "rule")).toBe(
      "Kantor memeriksa keluarga di desil 1 sampai 4 yang memiliki mobil, rumah lain, atau listrik 2.200 watt atau lebih (dasar: Kebijakan kantor).",
    );
    expect(said(misplacedLow, "automatic")).toContain("sistem tidak mengubah apa pun");
  });
});

describe("a family without a rank hears", () => {
  test("that its desil is empty, and what it was before", () => {
    expect(said(unranked, "why")).toContain(
      "tercatat di DTSEN rilis v3 2026 (keadaan 20 Oktober 2026), tetapi desil nasionalnya kosong. Pada rilis sebelumnya keluarga Bapak/Ibu berada di desil 3.",
    );
  });

  test("what stands in place of a desil", () => {
    const evidence = { ...unranked.evidence, written: "11" };

    expect(said({ ...unranked, evidence }, "why")).toContain(
      "tidak terbaca: tertulis “11”, padahal seharusnya angka 1 sampai 10.",
    );
  });

  test("that no visit is needed, and that no desil does not mean eligible", () => {
    expect(said(unranked, "next")).toContain("tidak perlu kunjungan");
    expect(said(unranked, "rule")).toContain("tidak berarti keluarga layak atau tidak layak");
  });
});

describe("what comes next follows from where the case stands", () => {
  test.each([
    ["open", "Petugas akan memeriksa keadaan keluarga di lapangan"],
    ["in_groundcheck", "Pendamping sudah ditugaskan"],
    ["checked", "sudah diperiksa di lapangan. Selanjutnya dinas sosial memutuskan"],
    ["in_proposal", "sedang menyiapkan usulan perbaikan data keluarga Bapak/Ibu"],
    ["awaiting_release", "sudah dimasukkan ke SIKS-NG"],
  ] as const)("%s: %s", (state, words) => {
    expect(said(misplacedLow, "next", state)).toContain(words);
    expect(said(misplacedLow, "next", state)).toContain("keputusan dibuat petugas");
  });

  test("a family that is missing hears of being added, not of a repair", () => {
    expect(said(missing, "next", "in_proposal")).toContain(
      "usulan agar keluarga Bapak/Ibu ditambahkan",
    );
    expect(said(missing, "next", "awaiting_release")).toContain("Usulan agar keluarga");
  });

  const v4 = { releaseId: 3, releaseName: "v4 2026", asOf: "2027-01-20" };

  test.each([
    ["the same desil", 7, 7, "masih berada di desil 7, sama seperti ketika usulan diserahkan."],
    ["another desil", 7, 6, "sekarang berada di desil 6; ketika usulan diserahkan desil 7."],
    ["still none", null, null, "masih tanpa desil, sama seperti ketika usulan diserahkan."],
    ["none any more", 7, null, "sekarang tanpa desil; ketika usulan diserahkan desil 7."],
    [
      "still absent",
      "absent",
      "absent",
      "masih belum ada di DTSEN rilis v4 2026 (keadaan 20 Januari 2027), sama seperti ketika usulan diserahkan.",
    ],
  ] as const)("belum berubah, %s: both values are told", (_name, before, now, words) => {
    const unchanged = { ...v4, before, now };

    expect(said(misplacedHigh, "next", "awaiting_release", { unchanged })).toContain(words);
  });

  test.each([
    [
      "a double benefit",
      {
        kind: "double-benefit",
        evidence: { ...release, doublings: [], exclusives: [], legalBasis: "Perwali 7/2026" },
        closingEvidence: null,
      },
      "di daftar penerima yang berlaku, bantuan keluarga Bapak/Ibu masih tercatat ganda.",
    ],
    [
      "a member count",
      {
        kind: "member-count-mismatch",
        evidence: { ...release, stated: 4, counted: 3 },
        closingEvidence: null,
      },
      "jumlah anggota keluarga Bapak/Ibu yang tertulis dan yang tercatat masih berbeda.",
    ],
    [
      "a person's NIK",
      {
        kind: "duplicate-nik",
        evidence: { ...release, rows: 2, householdIds: [7, 9] },
        closingEvidence: null,
      },
      "NIK itu masih tertulis lebih dari satu kali.",
    ],
  ] as [string, CaseFacts, string][])(
    "belum berubah, %s: not a word of a desil",
    (_name, facts, words) => {
      const unchanged = { ...v4, before: 3, now: 3 };

      const next = said(facts, "next", "awaiting_release", { unchanged });
      expect(next).toContain(
        `Belum berubah: setelah DTSEN rilis v4 2026 (keadaan 20 Januari 2027) terbit, ${words}`,
      );
      expect(next).not.toContain("desil");
    },
  );

  test("a visit that found the data right is told as such, not as new data", () => {
    const closingEvidence = { ...misplacedHigh.evidence, inRelease: true, desil: 3 };

    expect(
      said({ ...misplacedHigh, closingEvidence }, "next", "resolved", { outcome: "data_correct" }),
    ).toBe(
      "Setelah keadaan keluarga Bapak/Ibu diperiksa, petugas memutuskan bahwa datanya benar; alasannya tercatat pada riwayat kasus.",
    );
  });
});

describe("a case that is over says how it ended", () => {
  const now = { ...release, releaseId: 3, releaseName: "v4 2026", asOf: "2027-01-20" };
  const nowOver = { ...overLimit.evidence, ...now, inRelease: true, suspended: false };
  const nowHigh = { ...misplacedHigh.evidence, ...now, inRelease: true };
  const nowLow = { ...misplacedLow.evidence, ...now, inRelease: true };
  const nowUnranked = { ...unranked.evidence, ...now };
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
    [
      "a family whose car is gone",
      {
        ...misplacedLow,
        evidence: { ...misplacedLow.evidence, signs: ["car"], powerCode: null },
        closingEvidence: { ...nowLow, desil: 2, signs: [] },
      },
      "tidak lagi tercatat bahwa keluarga Bapak/Ibu memiliki mobil; desilnya 2.",
    ],
    [
      "a family with means that is ranked high now",
      { ...misplacedLow, closingEvidence: { ...nowLow, desil: 6 } },
      "berada di desil 6; sebelumnya desil 2.",
    ],
    [
      "a limit of the office that changed",
      { ...misplacedLow, closingEvidence: { ...nowLow, desil: 2, desilMax: 1 } },
      "karena batas pemeriksaan kantor berubah: sekarang desil 1 sampai 1",
    ],
    [
      "a family that BPS ranked",
      { ...unranked, closingEvidence: { ...nowUnranked, desil: 4, inRelease: true } },
      "berada di desil 4; sebelumnya tanpa desil.",
    ],
    [
      "a family without a rank that left the release",
      { ...unranked, closingEvidence: { ...nowUnranked, desil: null, inRelease: false } },
      "tidak ada di DTSEN rilis v4 2026 (keadaan 20 Januari 2027); sebelumnya tercatat tanpa desil.",
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

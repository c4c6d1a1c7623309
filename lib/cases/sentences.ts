import { formatDate, formatNumber } from "@/lib/shared/format";
import type { CaseFacts, FactsOf } from "./evidence";
import type { CaseState } from "./workflow";

/** What a sentence answers. */
export type SentenceTopic = "why" | "rule" | "automatic" | "next";

export interface Sentence {
  readonly topic: SentenceTopic;
  readonly text: string;
}

type Sentences = Record<SentenceTopic, readonly string[]>;

const TOPICS = ["why", "rule", "automatic", "next"] as const satisfies readonly SentenceTopic[];

const BPS_RANKS =
  "Desil adalah urutan kesejahteraan dari 1 (paling miskin) sampai 10; yang menetapkannya BPS, bukan dinas sosial atau kelurahan.";
const PEOPLE_DECIDE =
  "Sistem tidak memutuskan siapa yang layak: keputusan dibuat petugas setelah pemeriksaan.";
const NOTHING_CHANGED =
  "Karena kasus ini, sistem tidak mengubah apa pun pada bantuan keluarga Bapak/Ibu.";

/**
 * The case in plain words that an officer can read aloud to the family: why, under which rule and
 * release, what was done without a person, and what happens next. Once the case is over, the last
 * part tells how it ended.
 */
export function caseSentences(facts: CaseFacts, state: CaseState): Sentence[] {
  const made = sentencesOf(facts);
  const sentences = { ...made, next: endingOf(facts, state) ?? made.next };
  return TOPICS.flatMap((topic) => sentences[topic].map((text) => ({ topic, text })));
}

function sentencesOf(facts: CaseFacts): Sentences {
  switch (facts.kind) {
    case "over-limit":
      return overLimit(facts.evidence);
    case "misplaced-high":
      return misplacedHigh(facts.evidence);
    case "missing-in-dtsen":
      return missingInDtsen(facts.evidence);
  }
}

function overLimit(evidence: FactsOf<"over-limit">["evidence"]): Sentences {
  const { programName, desil, previousDesil, limit, recipients } = evidence;
  const people = recipients > 1 ? ` untuk ${formatNumber(recipients)} anggota keluarga` : "";
  return {
    why: [
      `Keluarga Bapak/Ibu tercatat menerima ${programName}${people}.`,
      `Menurut ${release(evidence)}, keluarga Bapak/Ibu berada di desil ${desil}${since(previousDesil, desil)}.`,
      BPS_RANKS,
    ],
    rule: [
      `Menurut ${evidence.legalBasis} (versi aturan ${evidence.ruleVersion}), ${programName} diberikan sampai desil ${limit}.`,
    ],
    automatic: evidence.suspended
      ? [
          `${programName} ditangguhkan otomatis oleh sistem sampai keadaan keluarga diperiksa. Ditangguhkan berarti ditahan sementara, bukan dihentikan.`,
        ]
      : [NOTHING_CHANGED],
    next: [
      "Petugas akan memeriksa keadaan keluarga di lapangan (groundcheck). Jika desilnya tidak sesuai kenyataan, dinas sosial mengusulkan perbaikan data.",
      PEOPLE_DECIDE,
    ],
  };
}

function since(previousDesil: number | null, desil: number): string {
  if (previousDesil === null) return "";
  return previousDesil === desil
    ? ", sama seperti pada rilis sebelumnya"
    : `; pada rilis sebelumnya desil ${previousDesil}`;
}

function misplacedHigh(evidence: FactsOf<"misplaced-high">["evidence"]): Sentences {
  return {
    why: [
      `Di ${dtks(evidence.dtksListName, evidence.dtksAsOf)}, keluarga Bapak/Ibu tercatat di desil ${evidence.dtksDesil}.`,
      `Menurut ${release(evidence)}, keluarga Bapak/Ibu sekarang berada di desil ${evidence.desil}, sehingga dapat tidak lagi mendapat bantuan.`,
      BPS_RANKS,
    ],
    rule: [
      `Kantor memeriksa keluarga yang dahulu di desil 1 sampai ${evidence.dtksDesilMax} dan sekarang di desil ${evidence.desilMin} atau lebih (dasar: ${evidence.legalBasis}).`,
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas akan memeriksa keadaan keluarga di lapangan (groundcheck). Jika keluarga memang miskin, dinas sosial mengusulkan perbaikan data.",
      PEOPLE_DECIDE,
    ],
  };
}

function missingInDtsen(evidence: FactsOf<"missing-in-dtsen">["evidence"]): Sentences {
  const last =
    evidence.lastReleaseName === null
      ? []
      : [
          `Terakhir keluarga Bapak/Ibu tercatat di rilis ${evidence.lastReleaseName}${evidence.lastDesil === null ? "" : `, di desil ${evidence.lastDesil}`}.`,
        ];
  return {
    why: [
      `Keluarga Bapak/Ibu ${listed(evidence)}.`,
      `Di ${release(evidence)}, nomor kartu keluarga dan NIK semua anggotanya tidak ditemukan.`,
      ...last,
    ],
    rule: [
      "DTSEN adalah sumber data utama untuk program pemerintah (Inpres 4/2025), menggantikan DTKS.",
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas akan memeriksa apakah keluarga masih tinggal di sini (groundcheck). Jika ya, dinas sosial mengusulkan agar keluarga ditambahkan ke DTSEN.",
      PEOPLE_DECIDE,
    ],
  };
}

function listed(evidence: FactsOf<"missing-in-dtsen">["evidence"]): string {
  const { source, dtksListName, dtksAsOf, programNames } = evidence;
  const receives = `tercatat menerima ${joinWords(programNames)}`;
  if (source === "recipients" || dtksListName === null || dtksAsOf === null) return receives;
  const inDtks = `tercatat di ${dtks(dtksListName, dtksAsOf)}`;
  return source === "both" ? `${inDtks} dan ${receives}` : inDtks;
}

/** How a case ended; nothing while it is not over. */
function endingOf(facts: CaseFacts, state: CaseState): string[] | undefined {
  if (state === "dismissed")
    return [
      "Petugas menutup kasus ini karena bukan kesalahan; alasannya tercatat pada riwayat kasus.",
    ];
  if (state !== "resolved" || facts.closingEvidence === null) return undefined;
  switch (facts.kind) {
    case "over-limit":
      return [overLimitEnding(facts.evidence, facts.closingEvidence)];
    case "misplaced-high":
      return [misplacedHighEnding(facts.evidence, facts.closingEvidence)];
    case "missing-in-dtsen":
      return [missingEnding(facts.closingEvidence)];
  }
}

function overLimitEnding(
  before: FactsOf<"over-limit">["evidence"],
  now: NonNullable<FactsOf<"over-limit">["closingEvidence"]>,
): string {
  if (now.recipients === 0)
    return `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak lagi tercatat menerima ${before.programName}.`;
  const held = now.suspended
    ? " Bantuan yang ditangguhkan dilanjutkan hanya oleh petugas, bukan oleh sistem."
    : "";
  return `${desilEnding(before.desil, now)} Batas ${before.programName} adalah desil ${now.limit}.${held}`;
}

function misplacedHighEnding(
  before: FactsOf<"misplaced-high">["evidence"],
  now: NonNullable<FactsOf<"misplaced-high">["closingEvidence"]>,
): string {
  if (now.dtksDesil !== before.dtksDesil)
    return `Kasus ini selesai oleh data baru: di DTKS lama keluarga Bapak/Ibu sekarang tercatat ${desilWord(now.dtksDesil)}, sebelumnya desil ${before.dtksDesil}.`;
  return desilEnding(before.desil, now);
}

function desilEnding(
  before: number,
  now: { inRelease: boolean; desil: number | null; releaseName: string; asOf: string },
): string {
  if (!now.inRelease)
    return `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak ada di ${release(now)}; sebelumnya desil ${before}.`;
  const unranked =
    now.desil === null ? " Desil kosong tidak berarti keluarga layak atau tidak layak." : "";
  return `Kasus ini selesai oleh data baru: menurut ${release(now)}, keluarga Bapak/Ibu ${now.desil === null ? "tidak diberi desil" : `berada di desil ${now.desil}`}; sebelumnya desil ${before}.${unranked}`;
}

function missingEnding(now: NonNullable<FactsOf<"missing-in-dtsen">["closingEvidence"]>): string {
  const where = release(now);
  switch (now.found) {
    case "family":
      return `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tercatat di ${where}, ${desilWord(now.desil)}.`;
    case "members":
      return `Kasus ini selesai oleh data baru: di ${where}, anggota keluarga Bapak/Ibu tercatat di keluarga lain.`;
    case "person_without_nik":
      return `Kasus ini selesai oleh data baru: di ${where} ada anggota bernama dan bertanggal lahir sama di kelurahan yang sama, tetapi NIK-nya tidak sah.`;
    case "not_listed":
      return "Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak lagi ada di DTKS lama maupun di daftar penerima.";
  }
}

function release({ releaseName, asOf }: { releaseName: string; asOf: string }): string {
  return `DTSEN rilis ${releaseName} (keadaan ${formatDate(new Date(asOf))})`;
}

function dtks(name: string, asOf: string): string {
  return `DTKS lama (${name}, keadaan ${formatDate(new Date(asOf))})`;
}

function desilWord(desil: number | null): string {
  return desil === null ? "tanpa desil" : `desil ${desil}`;
}

function joinWords(words: readonly string[]): string {
  const [last, ...others] = [...words].reverse();
  if (last === undefined) return "bantuan";
  return others.length === 0 ? last : `${others.reverse().join(", ")} dan ${last}`;
}

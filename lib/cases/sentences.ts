import { CODE_LISTS } from "@/lib/registry/dtsen-code-lists";
import { formatDate, formatNumber } from "@/lib/shared/format";
import type { CaseFacts, FactsOf, SignOfMeans } from "./evidence";
import type { Unchanged } from "./unchanged";
import type { CaseOutcome, CaseState } from "./workflow";

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
 * release, what was done without a person, and what happens next, which follows from where the case
 * stands. Once it is over, the last part tells how it ended.
 */
export function caseSentences(
  facts: CaseFacts,
  state: CaseState,
  {
    outcome = null,
    unchanged = null,
  }: {
    readonly outcome?: CaseOutcome | null;
    /** What the newest release said about a proposal that was handed over, if it said something. */
    readonly unchanged?: Unchanged | null;
  } = {},
): Sentence[] {
  const made = sentencesOf(facts);
  const sentences = { ...made, next: nextOf(facts, made.next, { state, outcome, unchanged }) };
  return TOPICS.flatMap((topic) => sentences[topic].map((text) => ({ topic, text })));
}

interface Standing {
  readonly state: CaseState;
  readonly outcome: CaseOutcome | null;
  readonly unchanged: Unchanged | null;
}

/** What comes next, by where the case stands; `open` has the words of its kind. */
function nextOf(
  facts: CaseFacts,
  whileOpen: readonly string[],
  { state, outcome, unchanged }: Standing,
): readonly string[] {
  switch (state) {
    case "open":
      return [...whileOpen, PEOPLE_DECIDE];
    case "in_groundcheck":
      return [
        "Pendamping sudah ditugaskan untuk datang ke rumah Bapak/Ibu dan mencatat keadaan keluarga (groundcheck). Hasilnya diperiksa lagi oleh petugas lain sebelum diputuskan.",
        PEOPLE_DECIDE,
      ];
    case "checked":
      return [
        "Keadaan keluarga Bapak/Ibu sudah diperiksa di lapangan. Selanjutnya dinas sosial memutuskan: datanya memang benar, atau perbaikannya diusulkan.",
        PEOPLE_DECIDE,
      ];
    case "in_proposal":
      return [
        `Dinas sosial sedang menyiapkan ${proposalWords(facts)}. Usulan diverifikasi dan disahkan oleh orang yang berbeda, lalu dimasukkan ke SIKS-NG milik Kementerian Sosial.`,
        PEOPLE_DECIDE,
      ];
    case "awaiting_release":
      return [
        ...(unchanged ? [unchangedWords(unchanged)] : []),
        `${capitalised(proposalWords(facts))} sudah dimasukkan ke SIKS-NG. Kementerian Sosial dan BPS yang memutuskannya; hasilnya terlihat pada rilis DTSEN berikutnya.`,
        PEOPLE_DECIDE,
      ];
    case "resolved":
    case "dismissed":
      return [endingOf(facts, outcome ?? (state === "dismissed" ? "dismissed" : "new_data"))];
  }
}

function proposalWords({ kind }: CaseFacts): string {
  return kind === "missing-in-dtsen"
    ? "usulan agar keluarga Bapak/Ibu ditambahkan ke DTSEN"
    : "usulan perbaikan data keluarga Bapak/Ibu";
}

/** *Belum berubah*, with the value of today and the one of when the proposal was handed over. */
export function unchangedWords({ before, now, ...edition }: Unchanged): string {
  const where = release(edition);
  if (now === "absent")
    return `Belum berubah: keluarga Bapak/Ibu masih belum ada di ${where}${before === "absent" ? ", sama seperti ketika usulan diserahkan" : ""}.`;
  const was = before === "absent" ? "belum ada di DTSEN" : desilWord(before);
  if (before === now)
    return `Belum berubah: menurut ${where}, keluarga Bapak/Ibu masih ${standsAt(now)}, sama seperti ketika usulan diserahkan.`;
  return `Belum selesai: menurut ${where}, keluarga Bapak/Ibu sekarang ${standsAt(now)}; ketika usulan diserahkan ${was}. Keadaan yang diusulkan belum terlihat.`;
}

function standsAt(desil: number | null): string {
  return desil === null ? "tanpa desil" : `berada di desil ${desil}`;
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function sentencesOf(facts: CaseFacts): Sentences {
  switch (facts.kind) {
    case "over-limit":
      return overLimit(facts.evidence);
    case "misplaced-high":
      return misplacedHigh(facts.evidence);
    case "misplaced-low":
      return misplacedLow(facts.evidence);
    case "missing-in-dtsen":
      return missingInDtsen(facts.evidence);
    case "unranked":
      return unranked(facts.evidence);
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
    ],
  };
}

function misplacedLow(evidence: FactsOf<"misplaced-low">["evidence"]): Sentences {
  const { desil, previousDesil, signs, powerCode } = evidence;
  return {
    why: [
      `Menurut ${release(evidence)}, keluarga Bapak/Ibu berada di desil ${desil}${since(previousDesil, desil)}.`,
      `Di data yang sama tercatat bahwa keluarga Bapak/Ibu ${joinWords(signs.map((sign) => signWords(sign, powerCode)))}.`,
      BPS_RANKS,
    ],
    rule: [
      `Kantor memeriksa keluarga di desil 1 sampai ${evidence.desilMax} yang memiliki mobil, rumah lain, atau listrik ${formatNumber(evidence.wattsMin)} watt atau lebih (dasar: ${evidence.legalBasis}).`,
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Petugas akan memeriksa keadaan keluarga di lapangan (groundcheck): apakah catatan itu benar. Jika datanya tidak sesuai kenyataan, dinas sosial mengusulkan perbaikan data.",
    ],
  };
}

/** A sign of means as it is read aloud. */
export function signWords(sign: SignOfMeans, powerCode: number | null): string {
  switch (sign) {
    case "car":
      return "memiliki mobil";
    case "other_house":
      return "memiliki rumah lain";
    case "power":
      return `memakai listrik ${powerWords(powerCode)}`;
  }
}

function powerWords(code: number | null): string {
  const label = CODE_LISTS.daya_terpasang.find((option) => option.code === code)?.label;
  return label?.replace("> ", "lebih dari ") ?? "berdaya besar";
}

function unranked(evidence: FactsOf<"unranked">["evidence"]): Sentences {
  const { written, previousDesil } = evidence;
  const found =
    written === null
      ? "desil nasionalnya kosong"
      : `desil nasionalnya tidak terbaca: tertulis “${written}”, padahal seharusnya angka 1 sampai 10`;
  const last =
    previousDesil === null
      ? []
      : [`Pada rilis sebelumnya keluarga Bapak/Ibu berada di desil ${previousDesil}.`];
  return {
    why: [
      `Keluarga Bapak/Ibu tercatat di ${release(evidence)}, tetapi ${found}.`,
      ...last,
      BPS_RANKS,
    ],
    rule: [
      "Program bantuan memilih penerima menurut desil. Keluarga tanpa desil tidak dapat dipilih, dan itu tidak berarti keluarga layak atau tidak layak.",
    ],
    automatic: [NOTHING_CHANGED],
    next: [
      "Untuk ini tidak perlu kunjungan: dinas sosial mengusulkan perbaikan data dengan bukti, agar BPS memberi desil.",
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

/** How a case ended. */
function endingOf(facts: CaseFacts, outcome: CaseOutcome): string {
  switch (outcome) {
    case "dismissed":
      return "Petugas menutup kasus ini karena bukan kesalahan; alasannya tercatat pada riwayat kasus.";
    case "data_correct":
      return "Setelah keadaan keluarga Bapak/Ibu diperiksa, petugas memutuskan bahwa datanya benar; alasannya tercatat pada riwayat kasus.";
    case "new_data":
      return newDataEnding(facts);
  }
}

function newDataEnding(facts: CaseFacts): string {
  if (facts.closingEvidence === null) return "Kasus ini selesai oleh data baru.";
  switch (facts.kind) {
    case "over-limit":
      return overLimitEnding(facts.evidence, facts.closingEvidence);
    case "misplaced-high":
      return misplacedHighEnding(facts.evidence, facts.closingEvidence);
    case "misplaced-low":
      return misplacedLowEnding(facts.evidence, facts.closingEvidence);
    case "missing-in-dtsen":
      return missingEnding(facts.closingEvidence);
    case "unranked":
      return unrankedEnding(facts.closingEvidence);
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

function misplacedLowEnding(
  before: FactsOf<"misplaced-low">["evidence"],
  now: NonNullable<FactsOf<"misplaced-low">["closingEvidence"]>,
): string {
  if (!now.inRelease || now.desil === null) return desilEnding(before.desil, now);
  if (now.desilMax !== before.desilMax || now.wattsMin !== before.wattsMin)
    return `Kasus ini selesai karena batas pemeriksaan kantor berubah: sekarang desil 1 sampai ${now.desilMax} dan listrik ${formatNumber(now.wattsMin)} watt atau lebih; keluarga Bapak/Ibu berada di desil ${now.desil}.`;
  if (now.desil > now.desilMax) return desilEnding(before.desil, now);
  const then = joinWords(before.signs.map((sign) => signWords(sign, before.powerCode)));
  return `Kasus ini selesai oleh data baru: menurut ${release(now)}, tidak lagi tercatat bahwa keluarga Bapak/Ibu ${then}; desilnya ${now.desil}.`;
}

function unrankedEnding(now: NonNullable<FactsOf<"unranked">["closingEvidence"]>): string {
  return now.inRelease
    ? `Kasus ini selesai oleh data baru: menurut ${release(now)}, keluarga Bapak/Ibu berada di ${desilWord(now.desil)}; sebelumnya tanpa desil.`
    : `Kasus ini selesai oleh data baru: keluarga Bapak/Ibu tidak ada di ${release(now)}; sebelumnya tercatat tanpa desil.`;
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

import { type CaseFacts, type CaseTelling, tellCase } from "./evidence";
import type { KindSentences } from "./facts/kind-facts";
import { capitalised, desilWord, releaseWords } from "./facts/words";
import type { Unchanged } from "./unchanged";
import type { CaseOutcome, CaseState } from "./workflow";

/** What a sentence answers. */
export type SentenceTopic = keyof KindSentences;

export interface Sentence {
  readonly topic: SentenceTopic;
  readonly text: string;
}

const TOPICS = ["why", "rule", "automatic", "next"] as const satisfies readonly SentenceTopic[];

const PEOPLE_DECIDE =
  "Sistem tidak memutuskan siapa yang layak: keputusan dibuat petugas setelah pemeriksaan.";

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
  const told = tellCase(facts);
  const sentences = { ...told.sentences, next: nextOf(told, { state, outcome, unchanged }) };
  return TOPICS.flatMap((topic) => sentences[topic].map((text) => ({ topic, text })));
}

interface Standing {
  readonly state: CaseState;
  readonly outcome: CaseOutcome | null;
  readonly unchanged: Unchanged | null;
}

/** What comes next, by where the case stands; `open` has the words of its kind. */
function nextOf(told: CaseTelling, { state, outcome, unchanged }: Standing): readonly string[] {
  switch (state) {
    case "open":
      return [...told.sentences.next, PEOPLE_DECIDE];
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
        `Dinas sosial sedang menyiapkan ${told.proposal}. Usulan diverifikasi dan disahkan oleh orang yang berbeda, lalu dimasukkan ke SIKS-NG milik Kementerian Sosial.`,
        PEOPLE_DECIDE,
      ];
    case "awaiting_release":
      return [
        ...(unchanged ? [unchangedWords(told, unchanged)] : []),
        `${capitalised(told.proposal)} sudah dimasukkan ke SIKS-NG. Kementerian Sosial dan BPS yang memutuskannya; hasilnya terlihat pada rilis DTSEN berikutnya.`,
        PEOPLE_DECIDE,
      ];
    case "resolved":
    case "dismissed":
      return [endingOf(told, outcome ?? (state === "dismissed" ? "dismissed" : "new_data"))];
  }
}

/**
 * *Belum berubah*: in the kind's own words, else with the rank of today and the one of when the
 * proposal was handed over.
 */
export function unchangedWords(
  { desil, unchanged }: Pick<CaseTelling, "desil" | "unchanged">,
  { before, now, ...edition }: Unchanged,
): string {
  const where = releaseWords(edition);
  if (unchanged !== null) return `Belum berubah: setelah ${where} terbit, ${unchanged}.`;
  if (desil === null) return `Belum berubah: yang diusulkan belum terlihat di ${where}.`;
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

/** How a case ended. */
function endingOf({ ending }: CaseTelling, outcome: CaseOutcome): string {
  switch (outcome) {
    case "dismissed":
      return "Petugas menutup kasus ini karena bukan kesalahan; alasannya tercatat pada riwayat kasus.";
    case "data_correct":
      return "Setelah keadaan keluarga Bapak/Ibu diperiksa, petugas memutuskan bahwa datanya benar; alasannya tercatat pada riwayat kasus.";
    case "new_data":
      return ending ?? "Kasus ini selesai oleh data baru.";
  }
}

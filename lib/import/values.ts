import { CODE_LISTS, type CodeListName } from "@/lib/registry/dtsen-code-lists";

/**
 * What a cell says. `null`: nothing is written there. `undefined`: something is, and it cannot be
 * read as this kind of value; the caller keeps the text and counts it. Nothing here ever throws.
 */
export type Reading<Value> = Value | null | undefined;

/** Ways in which programs and people write that there is nothing. */
const NOTHING = /^(?:[-–—.\s]*|\\n|null|nil|none|nan|n\/a|#n\/a)$/i;
const INT_MAX = 2_147_483_647;

export function isNothing(text: string): boolean {
  return NOTHING.test(text);
}

/** Text on one line, single spaces, none around it. PostgreSQL cannot hold a NUL. */
export function readText(text: string): string | null {
  return text.replace(/[\s\0]+/g, " ").trim() || null;
}

/** Names and addresses are shorter; PostgreSQL refuses to index a text of a few thousand letters. */
export const TEXT_LENGTH_MAX = 500;

/** A whole number from 0 up: "3", "003", "3.0". */
export function readCount(text: string): Reading<number> {
  if (isNothing(text)) return null;
  const digits = /^\s*(\d{1,10})(?:[.,]0+)?\s*$/.exec(text)?.[1];
  const count = Number(digits);
  return digits === undefined || count > INT_MAX ? undefined : count;
}

/** An area in square metres, two decimals: "78", "78,5", "1.250,50", "36 m2". */
export function readArea(text: string): Reading<number> {
  if (isNothing(text)) return null;
  const written = text.trim().replace(/\s*m(?:2|²|eter(?: persegi)?)?$/i, "");
  const decimal = /^\d{1,3}(?:\.\d{3})+(?:,\d+)?$/.test(written)
    ? written.replaceAll(".", "").replace(",", ".")
    : written.replace(",", ".");
  if (!/^\d+(?:\.\d+)?$/.test(decimal)) return undefined;
  const area = Math.round(Number(decimal) * 100) / 100;
  return area < 1_000_000 ? area : undefined;
}

/** An amount in whole rupiah: "600000", "Rp 600.000", "600.000,00", "600,000". */
export function readRupiah(text: string): Reading<number> {
  if (isNothing(text)) return null;
  const written = text
    .trim()
    .replace(/^rp\.?\s*/i, "")
    .replace(/[.,](?:00|-)$/, "");
  if (!/^(?:\d+|\d{1,3}(?:[.,\s]\d{3})+)$/.test(written)) return undefined;
  const amount = Number(written.replace(/\D/g, ""));
  return Number.isSafeInteger(amount) ? amount : undefined;
}

/** "4", "04", "4.0", "DESIL 4". A zero or a dash is how files write that there is none. */
export function readDesil(text: string): Reading<number> {
  if (isNothing(text)) return null;
  const digits = /^\s*(?:d(?:esil)?[\s.:-]*)?(\d{1,3})(?:[.,]0+)?\s*$/i.exec(text)?.[1];
  if (digits === undefined) return undefined;
  const desil = Number(digits);
  if (desil === 0) return null;
  return desil <= 10 ? desil : undefined;
}

/** 1 yes, 2 no, as in the code list `ya_tidak`: "Ya", "YA (PBI JKN …)", "Tidak", "1", "2", "0". */
export function readYesNo(text: string): Reading<1 | 2> {
  if (isNothing(text)) return null;
  const word = /^\s*([a-z]+(?=\W|$)|\d(?=(?:\.0+)?\s*$))/i.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  if (["ya", "y", "yes", "ada", "true", "1"].includes(word)) return 1;
  if (["tidak", "tdk", "t", "no", "n", "bukan", "false", "2", "0"].includes(word)) return 2;
  return undefined;
}

const MONTHS = ["jan", "feb", "mar", "apr", "mei", "jun", "jul", "agu", "sep", "okt", "nov", "des"];
const DATE_FORMS = [
  /^(?<year>\d{4})[-/.](?<month>\d{1,2})[-/.](?<day>\d{1,2})/,
  /^(?<day>\d{1,2})[-/.](?<month>\d{1,2})[-/.](?<year>\d{4})/,
  /^(?<year>(?:19|20)\d{2})(?<month>\d{2})(?<day>\d{2})/,
  /^(?<day>\d{1,2})[\s-](?<month>[a-z]{3,9})[\s-](?<year>\d{4})/i,
];
const TIME = /^(?:[T\s]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:Z|[+-]\d{2}:?\d{2})?)?\s*$/;

/**
 * A day as `2026-10-20`. Reads that form, day-month-year with four digits of year, and names of
 * months, each with a time behind it or not. Two digits of year tell no century and are not read.
 */
export function readDay(text: string): Reading<string> {
  if (isNothing(text) || /^0+(?:[-/]0+){2}/.test(text.trim())) return null;
  const written = text.trim();
  for (const form of DATE_FORMS) {
    const match = form.exec(written);
    if (!match?.groups || !TIME.test(written.slice(match[0].length))) continue;
    return dayOf(Number(match.groups.year), monthOf(match.groups.month), Number(match.groups.day));
  }
  return undefined;
}

function monthOf(written = ""): number {
  if (/^\d+$/.test(written)) return Number(written);
  return MONTHS.indexOf(written.slice(0, 3).toLowerCase()) + 1;
}

function dayOf(year: number, month: number, day: number): string | undefined {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1850 && year <= 2150 ? date.toISOString().slice(0, 10) : undefined;
}

/** Words for a code that are no label of the list. */
const SYNONYMS: Partial<Record<CodeListName, Readonly<Record<string, number>>>> = {
  jenis_kelamin: {
    l: 1,
    lk: 1,
    laki: 1,
    "laki laki": 1,
    pria: 1,
    p: 2,
    pr: 2,
    perempuan: 2,
    wanita: 2,
  },
  daya_terpasang: {
    "450": 1,
    "900": 2,
    "1300": 3,
    "2200": 4,
    "450 va": 1,
    "900 va": 2,
    "1300 va": 3,
    "2200 va": 4,
    ...Object.fromEntries(
      ["3500", "4400", "5500", "6600", "7700", "10600", "11000", "13200", "16500"].flatMap(
        (power) => [power, `${power} va`, `${power} watt`].map((word) => [word, 5]),
      ),
    ),
  },
  status_kawin: { "belum menikah": 1, menikah: 2, kawin: 2, nikah: 2 },
};

interface CodeWords {
  readonly codes: ReadonlySet<number>;
  readonly words: ReadonlyMap<string, number>;
}

const CODE_WORDS = new Map<CodeListName, CodeWords>();

/** A code of a list, written as the code, as its label, or as both ("2. Kontrak/sewa"). */
export function readCode(list: CodeListName, text: string): Reading<number> {
  const { codes, words } = wordsOf(list);
  const digits = /^\s*(\d{1,2})(?:\.0+)?\s*$/.exec(text)?.[1];
  if (digits !== undefined && codes.has(Number(digits))) return Number(digits);
  const byWord = words.get(plainWords(text));
  if (byWord !== undefined) return byWord;
  if (isNothing(text)) return null;
  if (list === "ya_tidak" && digits === undefined) return readYesNo(text);
  const led = /^\s*(\d{1,2})\s*[.)=:-]?\s+\D/.exec(text)?.[1];
  return led !== undefined && codes.has(Number(led)) ? Number(led) : undefined;
}

function wordsOf(list: CodeListName): CodeWords {
  const known = CODE_WORDS.get(list);
  if (known) return known;
  const options = CODE_LISTS[list];
  const made = {
    codes: new Set<number>(options.map(({ code }) => code)),
    words: new Map<string, number>([
      ...options.map(({ code, label }) => [plainWords(label), code] as const),
      ...Object.entries(SYNONYMS[list] ?? {}),
    ]),
  };
  CODE_WORDS.set(list, made);
  return made;
}

/** Letters and digits only, so that labels agree whatever the punctuation. */
function plainWords(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/(\d)[.](?=\d{3})/g, "$1")
    .replace(/[<≤]/g, " kurang ")
    .replace(/[>≥]/g, " lebih ")
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

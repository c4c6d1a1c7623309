import {
  BNBA_COLUMN_NAMES,
  DEATHS_COLUMN_NAMES,
  DESIL_COLUMN_NAMES,
  DTKS_COLUMN_NAMES,
  DUKCAPIL_COLUMN_NAMES,
  FAMILY_COLUMN_NAMES,
  MATCHING_COLUMN_NAMES,
  MEMBER_COLUMN_NAMES,
  RECIPIENT_COLUMN_NAMES,
} from "./column-names";
import { mapHeader, normalizeHeader } from "./mapping";
import type { ImportFileRole, ImportKind } from "./schema";

/** What a file seems to be. The person sees it and may say otherwise. */
export interface KindGuess {
  readonly kind: ImportKind;
  readonly role: ImportFileRole;
  /** Recipients only, where the name of the file tells. */
  readonly program: string | null;
}

/** A DTSEN file that lost many of its columns is still one; a list has fewer than these. */
const DTSEN_COLUMNS_MIN = 15;

/** How files name a program; the codes are those of `program`. */
const PROGRAM_WORDS = [
  ["PBI_JK", /pbi|jkn|bpjs/],
  ["SEMBAKO", /sembako|bpnt/],
  ["PKH", /pkh/],
] as const;

/** Guesses what a file is from its header; undefined where it looks like none of the known lists. */
export function guessKind(header: readonly string[], fileName = ""): KindGuess | undefined {
  const family = mapHeader(header, FAMILY_COLUMN_NAMES).positions;
  const member = mapHeader(header, MEMBER_COLUMN_NAMES).positions;
  const hasNik = member.has("nomor_induk_kependudukan");
  if (!hasNik && family.size >= DTSEN_COLUMNS_MIN && family.has("nomor_kartu_keluarga"))
    return { kind: "dtsen", role: "family", program: null };

  const deaths = mapHeader(header, DEATHS_COLUMN_NAMES).positions;
  if (deaths.has("tanggal_meninggal") && (deaths.has("nama") || deaths.has("nik")))
    return { kind: "deaths", role: "deaths", program: null };

  if (hasNik && listsByNameAndAddress(header)) return { kind: "bnba", role: "bnba", program: null };

  const dtks = mapHeader(header, DTKS_COLUMN_NAMES).positions;
  const aidColumns = ["bansos_pkh", "bansos_bpnt", "pbi_jkn"] as const;
  if (dtks.has("id_dtks") || (hasNik && aidColumns.every((column) => dtks.has(column))))
    return { kind: "dtks", role: "dtks", program: null };

  if (hasNik && member.size >= DTSEN_COLUMNS_MIN && member.has("nomor_kartu_keluarga"))
    return { kind: "dtsen", role: "member", program: null };

  const recipient = mapHeader(header, RECIPIENT_COLUMN_NAMES).positions;
  const aboutAid = (["period", "channel", "amount_rupiah"] as const).some((column) =>
    recipient.has(column),
  );
  const program = guessProgram(header, fileName);
  if (!aboutAid && program === null && tellsDesil(header))
    return { kind: "desil", role: "desil", program: null };
  if (hasNik && !aboutAid && answersOfDukcapil(header, fileName, recipient.has("nomor_kk")))
    return { kind: "dukcapil", role: "dukcapil", program: null };

  const namesFamilies = aboutAid || recipient.has("nomor_kk");
  if (recipient.has("nama") && namesFamilies && (recipient.has("nik") || recipient.has("nomor_kk")))
    return { kind: "recipients", role: "recipients", program };
  return listsPersons(header) ? { kind: "matching", role: "matching", program: null } : undefined;
}

/**
 * Persons by name, and something else to know them by: a list of another office. One with a status
 * may be anything, so a person says what it is.
 */
function listsPersons(header: readonly string[]): boolean {
  const { positions } = mapHeader(header, MATCHING_COLUMN_NAMES);
  if (mapHeader(header, DUKCAPIL_COLUMN_NAMES).positions.has("status")) return false;
  const knownBy = ["nik", "tanggal_lahir", "kelurahan"] as const;
  return positions.has("nama") && knownBy.some((column) => positions.has(column));
}

/** An aid beside the *desil nasional* or whether somebody is there: what the old DTKS never had. */
function listsByNameAndAddress(header: readonly string[]): boolean {
  const { positions } = mapHeader(header, BNBA_COLUMN_NAMES);
  const isOfNow =
    positions.has("keberadaan") || header.map(normalizeHeader).includes("desilnasional");
  const aids = ["pkh", "sembako", "pbi_jk"] as const;
  const isOld = mapHeader(header, DTKS_COLUMN_NAMES).positions.has("id_dtks");
  return isOfNow && !isOld && aids.some((aid) => positions.has(aid));
}

/** A desil, and a number of the family or of one of its members. */
function tellsDesil(header: readonly string[]): boolean {
  const { positions } = mapHeader(header, DESIL_COLUMN_NAMES);
  return positions.has("desil") && (positions.has("nomor_kk") || positions.has("nik"));
}

/** A status alone may be a payment's: then the words Dukcapil or padan have to stand somewhere. */
function answersOfDukcapil(
  header: readonly string[],
  fileName: string,
  namesFamilies: boolean,
): boolean {
  const { positions } = mapHeader(header, DUKCAPIL_COLUMN_NAMES);
  if (!positions.has("status") && !positions.has("note")) return false;
  if (/capil|padan/.test(wordsOf(header, fileName))) return true;
  return positions.has("status") && positions.has("note") && !namesFamilies;
}

/** The program that a list names in its file name or header; null where none or two are named. */
export function guessProgram(header: readonly string[], fileName: string): string | null {
  const words = wordsOf(header, fileName);
  const named = PROGRAM_WORDS.filter(([, word]) => word.test(words));
  // A name with two programs tells nothing.
  return named.length === 1 ? (named[0]?.[0] ?? null) : null;
}

function wordsOf(header: readonly string[], fileName: string): string {
  return `${fileName.toLowerCase()} ${header.map(normalizeHeader).join(" ")}`;
}

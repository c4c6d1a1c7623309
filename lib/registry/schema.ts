import { z } from "zod";
import { MOVEMENTS } from "./family-movement";

/** A desil in a filter; `kosong` stands for families that BPS gave none. */
export const DESIL_CHOICES = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "kosong"] as const;
export type DesilChoice = (typeof DESIL_CHOICES)[number];

/** A place in the list of families: release and line of the last row seen. Never a name: it stands in the address. */
export interface HouseholdCursor {
  readonly releaseId: number;
  readonly lineNo: number;
}

const Cursor = z
  .string()
  .regex(/^\d{1,9}-\d{1,9}$/)
  .transform((text): HouseholdCursor => {
    const [releaseId, lineNo] = text.split("-").map(Number);
    return { releaseId: releaseId ?? 0, lineNo: lineNo ?? 0 };
  });

export function writeHouseholdCursor({ releaseId, lineNo }: HouseholdCursor): string {
  return `${releaseId}-${lineNo}`;
}

/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);
const oneOrMany = (value: unknown) =>
  value === undefined || value === "" ? [] : Array.isArray(value) ? value : [value];

/**
 * The filters of the list of families as they stand in the address. Strict: what is not known here
 * is refused, because a filter that is ignored shows everything.
 */
export const HouseholdListParams = z.strictObject({
  /** Kemendagri code of a kecamatan or kelurahan. */
  wilayah: z.preprocess(blankIsAbsent, z.string().max(20).optional()),
  desil: z.preprocess(oneOrMany, z.array(z.enum(DESIL_CHOICES)).max(DESIL_CHOICES.length)),
  kasus: z.preprocess(blankIsAbsent, z.literal("terbuka").optional()),
  /** Since the release before. */
  perubahan: z.preprocess(blankIsAbsent, z.enum(MOVEMENTS).optional()),
  setelah: z.preprocess(blankIsAbsent, Cursor.optional()),
  /** Shows the answer to the last search instead of the list; what was searched is in no address. */
  cari: z.preprocess(blankIsAbsent, z.literal("hasil").optional()),
});
export type HouseholdListParams = z.infer<typeof HouseholdListParams>;

/** A family's id as it stands in the address. */
export const HouseholdId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform((text) => BigInt(text));

const SEARCH_LENGTH_MAX = 100;

/** What was typed into the search box, and where to look. */
export const HouseholdSearch = z.strictObject({
  apa: z.string().max(SEARCH_LENGTH_MAX),
  wilayah: z.preprocess(blankIsAbsent, z.string().max(20).optional()),
});
export type HouseholdSearch = z.infer<typeof HouseholdSearch>;

export const NAME_LENGTH_MIN = 3;

/** What a text in the search box is: the box understands it, the person chooses nothing. */
export type SearchTerm =
  | { readonly kind: "number"; readonly number: string }
  | { readonly kind: "name"; readonly words: readonly string[] }
  | { readonly kind: "refused"; readonly reason: "empty" | "number_length" | "name_short" };

/**
 * Reads the search box: digits (with the spaces, dots and dashes that cards and chats put between
 * them) are a NIK or No KK, everything else is a name.
 */
export function readSearchTerm(text: string): SearchTerm {
  const trimmed = text.trim();
  if (trimmed === "") return { kind: "refused", reason: "empty" };
  const digits = trimmed.replace(/[\s.\-']/g, "");
  if (/^\d+$/.test(digits))
    return digits.length === 16
      ? { kind: "number", number: digits }
      : { kind: "refused", reason: "number_length" };
  const words = trimmed.split(/\s+/).filter(Boolean);
  // The trigram index needs three letters in a row; shorter words only narrow what it found.
  const searchable = words.some((word) => word.replace(/[^\p{L}]/gu, "").length >= NAME_LENGTH_MIN);
  return searchable ? { kind: "name", words } : { kind: "refused", reason: "name_short" };
}

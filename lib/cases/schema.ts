import { z } from "zod";
import { DETECTED_KINDS, type DetectedKind, KIND_GROUPS, type KindGroup } from "./kinds";

/** A case's id as it stands in the address or in a form. */
export const CaseId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform((text) => BigInt(text));

export const REASON_LENGTH_MAX = 2000;

/** What a person says who closes a case. An empty reason is refused by the workflow, in its own words. */
const Closing = {
  caseId: CaseId,
  /** The version that the person saw: another one means that the values were others. */
  version: z.coerce.number().int().min(1),
  reason: z.string().trim().max(REASON_LENGTH_MAX),
} as const;

/** The form that closes a case as no error. */
export const DismissCase = z.strictObject(Closing);
export type DismissCase = z.infer<typeof DismissCase>;

/** The form that decides after a visit that the data is right. */
export const ConfirmData = z.strictObject(Closing);
export type ConfirmData = z.infer<typeof ConfirmData>;

export const CASE_TABS = ["terbuka", "selesai"] as const;
export type CaseTab = (typeof CASE_TABS)[number];

/** Where an open case stands, by what it waits for. */
export const CASE_STAGES = [
  "belum-ditugaskan",
  "groundcheck",
  "perlu-diputus",
  "diusulkan",
  "menunggu-rilis",
  "belum-berubah",
] as const;
export type CaseStage = (typeof CASE_STAGES)[number];

/** Cases that have waited at least this many days. */
export const AGE_CHOICES = ["7", "30", "90", "180"] as const;

/** A place in the list of cases: moment and id of the last row seen. */
export interface CaseCursor {
  readonly at: Date;
  readonly id: bigint;
}

const Cursor = z
  .string()
  .regex(/^\d{1,14}-[1-9]\d{0,17}$/)
  .transform((text): CaseCursor => {
    const [milliseconds = "0", id = "0"] = text.split("-");
    return { at: new Date(Number(milliseconds)), id: BigInt(id) };
  });

export function writeCaseCursor({ at, id }: CaseCursor): string {
  return `${at.getTime()}-${id}`;
}

/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/**
 * The filters of the list of cases as they stand in the address. Strict: what is not known here is
 * refused, because a filter that is ignored shows everything.
 */
export const CaseListParams = z.strictObject({
  tab: z.preprocess(blankIsAbsent, z.enum(CASE_TABS).default("terbuka")),
  kelompok: z.preprocess(blankIsAbsent, z.enum(KIND_GROUPS).optional()),
  jenis: z.preprocess(blankIsAbsent, z.enum(DETECTED_KINDS).optional()),
  tahap: z.preprocess(blankIsAbsent, z.enum(CASE_STAGES).optional()),
  /** Kemendagri code of a kecamatan or kelurahan. */
  wilayah: z.preprocess(blankIsAbsent, z.string().max(20).optional()),
  program: z.preprocess(blankIsAbsent, z.string().max(40).optional()),
  umur: z.preprocess(blankIsAbsent, z.enum(AGE_CHOICES).optional()),
  /** Opened, or (among those that are over) ended, since the release in force was published. */
  sejak: z.preprocess(blankIsAbsent, z.literal("rilis").optional()),
  setelah: z.preprocess(blankIsAbsent, Cursor.optional()),
});
export type CaseListParams = z.infer<typeof CaseListParams>;

/** Filters that were understood. */
export interface CaseFilter {
  readonly tab: CaseTab;
  readonly group?: KindGroup;
  readonly kind?: DetectedKind;
  readonly stage?: CaseStage;
  /** Undefined: the actor's whole area. Null: cases of no recognised area. */
  readonly villageIds?: readonly number[] | null;
  readonly programCode?: string;
  /** Opened at least this many days ago. */
  readonly ageDays?: number;
  /** Opened, or (among those that are over) ended, at this moment or later. */
  readonly since?: Date;
}

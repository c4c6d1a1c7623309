import { z } from "zod";
import { DETECTED_KINDS, ERROR_KINDS } from "@/lib/cases/kinds";
import { AGE_CHOICES } from "@/lib/cases/schema";
import { HouseholdId } from "@/lib/registry/schema";
import { ASSIGN_LIMIT, COMPANIONS_MAX } from "./assignment-schema";
import { FINISHED_STATES, type GroundcheckState } from "./workflow";

/**
 * The tabs of the list, in the order of a visit's life: `belum` holds families, `pendamping` the
 * companions, the others groundchecks.
 */
export const GROUNDCHECK_TABS = [
  "belum",
  "berjalan",
  "verifikasi",
  "dikembalikan",
  "selesai",
  "pendamping",
] as const;
export type GroundcheckTab = (typeof GROUNDCHECK_TABS)[number];
export type VisitTab = Exclude<GroundcheckTab, "belum" | "pendamping">;

export function isVisitTab(tab: GroundcheckTab): tab is VisitTab {
  return tab !== "belum" && tab !== "pendamping";
}

export const STATES_OF_TAB = {
  berjalan: ["assigned", "in_progress"],
  verifikasi: ["submitted"],
  dikembalikan: ["returned"],
  selesai: FINISHED_STATES,
} as const satisfies Record<VisitTab, readonly GroundcheckState[]>;

/** The kinds that detection finds and somebody has to visit: what the lists may be narrowed to. */
export const VISITED_DETECTED_KINDS = DETECTED_KINDS.filter((kind) => ERROR_KINDS[kind].visit);

/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/** A place in the list of families: moment and number of the oldest case of the last row seen. */
export interface FamilyCursor {
  readonly at: Date;
  readonly id: bigint;
}

/** A place in a list of groundchecks: moment and id of the last row seen. */
export interface VisitCursor {
  readonly at: Date;
  readonly id: string;
}

const FamilyCursor = z
  .string()
  .regex(/^\d{1,14}-[1-9]\d{0,17}$/)
  .transform((text): FamilyCursor => {
    const [milliseconds = "0", id = "0"] = text.split("-");
    return { at: new Date(Number(milliseconds)), id: BigInt(id) };
  });

const VisitCursor = z
  .string()
  .regex(/^\d{1,14}-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  .transform((text): VisitCursor => {
    const cut = text.indexOf("-");
    return { at: new Date(Number(text.slice(0, cut))), id: text.slice(cut + 1) };
  });

export function writeCursor({ at, id }: FamilyCursor | VisitCursor): string {
  return `${at.getTime()}-${id}`;
}

const Kind = z.preprocess(
  blankIsAbsent,
  z
    .enum(DETECTED_KINDS)
    .refine((kind) => VISITED_DETECTED_KINDS.includes(kind))
    .optional(),
);
/** Kemendagri code of a kecamatan or kelurahan. */
const Area = z.preprocess(blankIsAbsent, z.string().max(20).optional());
const Age = z.preprocess(blankIsAbsent, z.enum(AGE_CHOICES).optional());

/**
 * The filters of the list as they stand in the address. Strict: what is not known here is refused,
 * because a filter that is ignored shows everything.
 */
export const GroundcheckListParams = z
  .strictObject({
    tab: z.preprocess(blankIsAbsent, z.enum(GROUNDCHECK_TABS).default("belum")),
    wilayah: Area,
    pendamping: z.preprocess(blankIsAbsent, z.uuid().optional()),
    jenis: Kind,
    setelah: z.preprocess(blankIsAbsent, z.union([FamilyCursor, VisitCursor]).optional()),
  })
  // Whom nobody visits yet has no companion, and the companions are not a list of families.
  .refine(({ tab, pendamping }) => isVisitTab(tab) || pendamping === undefined)
  .refine(({ tab, jenis, wilayah }) => tab !== "pendamping" || !(jenis ?? wilayah))
  .refine(({ tab, setelah }) => !setelah || isFamilyCursor(setelah) === (tab === "belum"));
export type GroundcheckListParams = z.infer<typeof GroundcheckListParams>;

export function isFamilyCursor(cursor: FamilyCursor | VisitCursor): cursor is FamilyCursor {
  return typeof cursor.id === "bigint";
}

/** A form sends one tick as a text and several as a list. */
const oneOrMany = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

/** The families that somebody looks at before giving them to companions. */
export const AssignPageParams = z.strictObject({
  wilayah: Area,
  jenis: Kind,
  umur: Age,
  /** A family that was chosen on its case's page: listed alone, and ticked. */
  keluarga: z.preprocess(blankIsAbsent, HouseholdId.optional()),
  setelah: z.preprocess(blankIsAbsent, FamilyCursor.optional()),
});
export type AssignPageParams = z.infer<typeof AssignPageParams>;

/**
 * The form that gives tasks out. Families: those ticked on the page, or all that the filters find up
 * to the limit. Companions: those ticked, or all who work in the area. `hitung` only tells what
 * would happen, for a browser that cannot reckon it itself.
 */
export const AssignForm = z.strictObject({
  wilayah: Area,
  jenis: Kind,
  umur: Age,
  cakupan: z.enum(["dipilih", "semua"]),
  keluarga: z.preprocess(oneOrMany, z.array(HouseholdId).max(ASSIGN_LIMIT)),
  penerima: z.enum(["semua", "dipilih"]),
  pendamping: z.preprocess(oneOrMany, z.array(z.uuid()).max(COMPANIONS_MAX)),
  langkah: z.enum(["hitung", "tugaskan"]).default("tugaskan"),
});
export type AssignForm = z.infer<typeof AssignForm>;

/** Filters that were understood. */
export interface FamilyFilter {
  /** Undefined: the actor's whole area. Null: families of no recognised area. */
  readonly villageIds?: readonly number[] | null;
  readonly kind?: string;
  /** Waiting at least this many days. */
  readonly ageDays?: number;
  readonly householdId?: bigint;
}

export interface VisitFilter {
  readonly villageIds?: readonly number[] | null;
  readonly kind?: string;
  readonly companionId?: string;
}

import { z } from "zod";

/** A participation's id as it stands in the address or in a form. */
export const ParticipationId = z
  .string()
  .regex(/^[1-9]\d{0,17}$/)
  .transform((text) => BigInt(text));

export const DECISION_REASON_MAX = 2000;

export const DECISION_ACTIONS = ["resume", "end"] as const;
export type DecisionAction = (typeof DECISION_ACTIONS)[number];

/** The form that decides about a suspended aid. An empty reason is refused by the workflow, in its own words. */
export const DecideParticipation = z.strictObject({
  participationId: ParticipationId,
  /** The version that the person saw. */
  version: z.coerce.number().int().min(1),
  action: z.enum(DECISION_ACTIONS),
  reason: z.string().trim().max(DECISION_REASON_MAX),
});
export type DecideParticipation = z.infer<typeof DecideParticipation>;

/** `putuskan`: somebody can decide now. `menunggu`: a visit or its verification is still to come. */
export const SUSPENSION_TABS = ["putuskan", "menunggu"] as const;
export type SuspensionTab = (typeof SUSPENSION_TABS)[number];

/** What a suspended aid waits for, in the order of the work; all but the last stand in the tab `menunggu`. */
export const SUSPENSION_WAITS = ["penugasan", "kunjungan", "verifikasi", "keputusan"] as const;
export type SuspensionWait = (typeof SUSPENSION_WAITS)[number];

/** Aids that have been held for at least this many days. */
export const SUSPENSION_AGES = ["7", "30", "90", "180"] as const;

/** A place in the list: moment of the suspension and id of the last row seen. */
export interface SuspensionCursor {
  readonly since: Date;
  readonly id: bigint;
}

const Cursor = z
  .string()
  .regex(/^\d{1,14}-[1-9]\d{0,17}$/)
  .transform((text): SuspensionCursor => {
    const [milliseconds = "0", id = "0"] = text.split("-");
    return { since: new Date(Number(milliseconds)), id: BigInt(id) };
  });

export function writeSuspensionCursor({ since, id }: SuspensionCursor): string {
  return `${since.getTime()}-${id}`;
}

/** A form sends a field that was left alone as an empty text. */
const blankIsAbsent = (value: unknown) => (value === "" ? undefined : value);

/** The filters as they stand in the address. Strict: a filter that is ignored shows everything. */
export const SuspensionListParams = z.strictObject({
  tab: z.preprocess(blankIsAbsent, z.enum(SUSPENSION_TABS).default("putuskan")),
  /** Kemendagri code of a kecamatan or kelurahan. */
  wilayah: z.preprocess(blankIsAbsent, z.string().max(20).optional()),
  program: z.preprocess(blankIsAbsent, z.string().max(40).optional()),
  umur: z.preprocess(blankIsAbsent, z.enum(SUSPENSION_AGES).optional()),
  tunggu: z.preprocess(blankIsAbsent, z.enum(SUSPENSION_WAITS).optional()),
  /** Since the release in force was published. */
  sejak: z.preprocess(blankIsAbsent, z.literal("rilis").optional()),
  setelah: z.preprocess(blankIsAbsent, Cursor.optional()),
});
export type SuspensionListParams = z.infer<typeof SuspensionListParams>;

/** Filters that were understood. */
export interface SuspensionFilter {
  readonly tab: SuspensionTab;
  /** Undefined: the actor's whole area. Null: no recognised area. */
  readonly villageIds?: readonly number[] | null;
  readonly programCode?: string;
  /** Held for at least this many days. */
  readonly ageDays?: number;
  readonly waitsFor?: SuspensionWait;
  /** Suspended at this moment or later. */
  readonly since?: Date;
}

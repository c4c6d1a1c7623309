import { z } from "zod";

/** So many families may be given out at once; more is a second press. */
export const ASSIGN_LIMIT = 500;
export const COMPANIONS_MAX = 500;
const REASON_LENGTH_MAX = 2000;

/** A form sends one tick as a text and several as a list. */
const oneOrMany = (value: unknown) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value];

const CompanionIds = z.preprocess(oneOrMany, z.array(z.uuid()).max(COMPANIONS_MAX));
const Reason = z.string().trim().max(REASON_LENGTH_MAX);
const Version = z.coerce.number().int().min(1);

export interface AssignGroundchecks {
  readonly householdIds: readonly bigint[];
  readonly companionIds: readonly string[];
}

export const ReassignGroundcheck = z.strictObject({
  groundcheckId: z.uuid(),
  /** The version that the person saw: another one means that somebody else was quicker. */
  version: Version,
  companionId: z.uuid("Pilih pendamping yang menerima tugas ini."),
});
export type ReassignGroundcheck = z.infer<typeof ReassignGroundcheck>;

export interface ReassignAll {
  readonly fromCompanionId: string;
  readonly companionIds: readonly string[];
}

/** The form that gives everything of one companion to others: those ticked, or all who work in the area. */
export const ReassignForm = z.strictObject({
  dari: z.uuid(),
  penerima: z.enum(["semua", "dipilih"]),
  pendamping: CompanionIds,
});
export type ReassignForm = z.infer<typeof ReassignForm>;

/** Whose tasks the page is about. */
export const ReassignPageParams = z.strictObject({ pendamping: z.uuid() });

export const CancelGroundcheck = z.strictObject({
  groundcheckId: z.uuid(),
  version: Version,
  reason: Reason,
});
export type CancelGroundcheck = z.infer<typeof CancelGroundcheck>;

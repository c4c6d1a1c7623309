import { z } from "zod";

/** A family's rank in a release, null where BPS gave none, or `absent` where the family is not in it. */
const Standing = z.union([z.number().int().min(1).max(10), z.null(), z.literal("absent")]);

/**
 * What a new release says about a case whose proposal was handed over and that it still shows: the
 * `detail` of the event `stay_unchanged`, of the case and of the proposal.
 */
export const Unchanged = z.object({
  releaseId: z.number().int(),
  releaseName: z.string(),
  asOf: z.iso.date(),
  /** In the release that was in force when the proposal was entered into SIKS-NG … */
  before: Standing,
  /** … and in this one. */
  now: Standing,
});
export type Unchanged = z.infer<typeof Unchanged>;

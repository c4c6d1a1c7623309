import { z } from "zod";

const Count = z.number().int();

/** What a detection meant for the work that was under way. */
export const FollowUpCounts = z.object({
  /** Proposals that the release shows. */
  reflected: Count,
  /** Proposals approved by Kemensos or sent to BPS that the release does not show. */
  notReflected: Count,
  /** Proposals in SIKS-NG that the release does not show yet. */
  unchanged: Count,
  /** Cases that joined a visit that was under way. */
  casesJoined: Count,
  /** Visits called off, because nothing is left to see. */
  groundchecksCancelled: Count,
  /** Proposals withdrawn before SIKS-NG knew of them, because nothing is left to ask for. */
  proposalsWithdrawn: Count,
  /** Suspended aids about which a person can decide now, this detection's and earlier ones'. */
  liftable: Count,
});
export type FollowUpCounts = z.infer<typeof FollowUpCounts>;

/** The counts in the order in which pages list them: proposals, visits, aids. */
export const FOLLOW_UPS = [
  "reflected",
  "notReflected",
  "unchanged",
  "proposalsWithdrawn",
  "casesJoined",
  "groundchecksCancelled",
  "liftable",
] as const satisfies readonly (keyof FollowUpCounts)[];

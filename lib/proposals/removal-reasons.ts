/** Why a family or a person is to leave the list. */
export const REMOVAL_REASONS = [
  "deceased",
  "moved",
  "not_found",
  "not_eligible",
  "duplicate",
  "other",
] as const;
export type RemovalReason = (typeof REMOVAL_REASONS)[number];

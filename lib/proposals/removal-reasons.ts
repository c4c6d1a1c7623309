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

export function isRemovalReason(text: string): text is RemovalReason {
  return REMOVAL_REASONS.some((reason) => reason === text);
}

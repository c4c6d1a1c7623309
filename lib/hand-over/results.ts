/** What Kemensos or BPS answered, by the name of the step that it makes. */
export const RESULTS = [
  "approve_at_kemensos",
  "reject_at_kemensos",
  "forward_to_bps",
  "reject_at_bps",
] as const;
export type HandOverResult = (typeof RESULTS)[number];

/** Why a proposal was refused, in groups that can be counted; the text beside it stays free. */
export const REFUSAL_CATEGORIES = ["nik", "incomplete", "not_eligible", "quota", "other"] as const;
export type RefusalCategory = (typeof REFUSAL_CATEGORIES)[number];

/** A proposal as a tick box sends it: its id and the version that the page showed. */
export function writeTicked({
  id,
  version,
}: {
  readonly id: string;
  readonly version: number;
}): string {
  return `${id}:${version}`;
}

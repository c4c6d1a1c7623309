import type { GroundcheckResult } from "@/lib/groundchecks/workflow";
import { invariant } from "@/lib/shared/invariant";

/** FASIH's presence codes 0, 1, 3, 4, 5 and the office's own two, as a visit's result. */
const RESULTS: Readonly<Record<string, GroundcheckResult>> = {
  "0": "not_found",
  "1": "found",
  "3": "deceased",
  "4": "not_eligible",
  "5": "not_met",
  pindah: "moved",
  menolak: "refused",
};

/** What a checked document says the visit found. */
export function resultOf(presence: string): GroundcheckResult {
  const result = RESULTS[presence];
  invariant(result !== undefined, "a checked document has one of the form's presence codes");
  return result;
}

import { maskNumber } from "@/lib/shared/mask";

/** A NIK or a No KK, also one that is cut short or written in groups; dates and amounts are shorter. */
const LONG_NUMBER = /\d(?:[ .'-]?\d){11,}/g;
const LENGTH_MAX = 60;

/** A value of an uploaded file as it may be shown and kept: long numbers by their last four digits. */
export function maskSample(value: string): string {
  const shown = maskLongNumbers(value);
  return shown.length > LENGTH_MAX ? `${shown.slice(0, LENGTH_MAX)}…` : shown;
}

/** A text with its long numbers by their last four digits. */
export function maskLongNumbers(text: string): string {
  return text.replace(LONG_NUMBER, maskNumber);
}

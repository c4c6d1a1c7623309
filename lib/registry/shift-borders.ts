import { z } from "zod";

const Steps = z.number().int().min(1).max(9);

/** How far a desil moved, from the families that fell furthest to those that rose furthest. */
export const SHIFT_BANDS = [
  "extremeDown",
  "significantDown",
  "down",
  "same",
  "up",
  "significantUp",
  "extremeUp",
] as const;
export type ShiftBand = (typeof SHIFT_BANDS)[number];

/** The setting `extreme_shift`: from how many steps on a change is significant, and extreme. */
export const ShiftBorders = z
  .strictObject({ stepsMin: Steps, extremeStepsMin: Steps })
  .refine(({ stepsMin, extremeStepsMin }) => stepsMin < extremeStepsMin);
export type ShiftBorders = z.infer<typeof ShiftBorders>;

export const SHIFT_BAND_LABELS = {
  extremeDown: "Turun ekstrem",
  significantDown: "Turun signifikan",
  down: "Turun",
  same: "Tetap",
  up: "Naik",
  significantUp: "Naik signifikan",
  extremeUp: "Naik ekstrem",
} as const satisfies Record<ShiftBand, string>;

/** The steps that a band spans, in words; none for those that stay. */
export function bandSteps(band: ShiftBand, { stepsMin, extremeStepsMin }: ShiftBorders): string {
  switch (band) {
    case "same":
      return "";
    case "up":
    case "down":
      return `${range(1, stepsMin - 1)} tingkat`;
    case "significantUp":
    case "significantDown":
      return `${range(stepsMin, extremeStepsMin - 1)} tingkat`;
    case "extremeUp":
    case "extremeDown":
      return `${extremeStepsMin} tingkat atau lebih`;
  }
}

function range(from: number, to: number): string {
  return from === to ? String(from) : `${from}–${to}`;
}

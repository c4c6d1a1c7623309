import { bandSteps, SHIFT_BAND_LABELS, type ShiftBand, type ShiftBorders } from "./shift-borders";

/** What happened to a family of a release since the one before, as its list can be narrowed. */
export const MOVEMENTS = [
  "baru",
  "pindah",
  "nomor-kk",
  "turun-ekstrem",
  "turun-signifikan",
  "turun",
  "tetap",
  "naik",
  "naik-signifikan",
  "naik-ekstrem",
  "tanpa-desil",
] as const;
export type FamilyMovement = (typeof MOVEMENTS)[number];

/** The movements that are a change of desil. */
export const MOVEMENT_OF_BAND = {
  extremeDown: "turun-ekstrem",
  significantDown: "turun-signifikan",
  down: "turun",
  same: "tetap",
  up: "naik",
  significantUp: "naik-signifikan",
  extremeUp: "naik-ekstrem",
} as const satisfies Record<ShiftBand, FamilyMovement>;

/** The changes of desil (now less before) that a band spans; the borders are the office's. */
export function bandRange(
  band: ShiftBand,
  { stepsMin, extremeStepsMin }: ShiftBorders,
): { readonly min: number; readonly max: number } {
  switch (band) {
    case "extremeDown":
      return { min: -9, max: -extremeStepsMin };
    case "significantDown":
      return { min: 1 - extremeStepsMin, max: -stepsMin };
    case "down":
      return { min: 1 - stepsMin, max: -1 };
    case "same":
      return { min: 0, max: 0 };
    case "up":
      return { min: 1, max: stepsMin - 1 };
    case "significantUp":
      return { min: stepsMin, max: extremeStepsMin - 1 };
    case "extremeUp":
      return { min: extremeStepsMin, max: 9 };
  }
}

/** A movement as a filter says it. */
export function movementWords(movement: FamilyMovement, borders: ShiftBorders): string {
  switch (movement) {
    case "baru":
      return "Baru di rilis ini";
    case "pindah":
      return "Pindah kelurahan";
    case "nomor-kk":
      return "No KK berubah";
    case "tanpa-desil":
      return "Tanpa desil di salah satu rilis";
    default:
      return bandWords(bandOf(movement), borders);
  }
}

/** "Desil turun 4–6 tingkat". */
export function bandWords(band: ShiftBand, borders: ShiftBorders): string {
  const words = SHIFT_BAND_LABELS[band].toLowerCase();
  const steps = bandSteps(band, borders);
  return steps === "" ? `Desil ${words}` : `Desil ${words}, ${steps}`;
}

type BandMovement = (typeof MOVEMENT_OF_BAND)[ShiftBand];

export function bandOf(movement: BandMovement): ShiftBand {
  switch (movement) {
    case "turun-ekstrem":
      return "extremeDown";
    case "turun-signifikan":
      return "significantDown";
    case "turun":
      return "down";
    case "tetap":
      return "same";
    case "naik":
      return "up";
    case "naik-signifikan":
      return "significantUp";
    case "naik-ekstrem":
      return "extremeUp";
  }
}

import { z } from "zod";

export const Desil = z.number().int().min(1).max(10);
export const Day = z.iso.date();

/** The release in which the values were read. */
export const InRelease = {
  releaseId: z.number().int(),
  releaseName: z.string(),
  asOf: Day,
} as const;

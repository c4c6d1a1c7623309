import { z } from "zod";

const NamesPhotos = z.object({ photos: z.record(z.string(), z.string()) });

/** The ids of the photos that a stored visit document names. */
export function photosOf(answers: unknown): string[] {
  return Object.values(NamesPhotos.parse(answers).photos);
}

import { z } from "zod";

const NamesPhotos = z.object({ photos: z.record(z.string(), z.string()) });

/** The ids of the photos that a stored visit document names, written as the database writes them. */
export function photosOf(answers: unknown): string[] {
  return Object.values(NamesPhotos.parse(answers).photos).map((id) => id.toLowerCase());
}

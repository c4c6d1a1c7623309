import { z } from "zod";

/**
 * What goes over the line at once: little enough that a lost connection costs seconds, and enough
 * that the answers in between cost nothing.
 */
export const PART_BYTES = 4 * 1024 * 1024;

/** SHA-256 in hex. */
export const Digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A file that a browser is about to send. */
export const BeginUpload = z.strictObject({
  name: z.string().trim().min(1).max(255),
  sizeBytes: z.number().int().nonnegative(),
});
export type BeginUpload = z.infer<typeof BeginUpload>;

/** Files of which every part was sent, each with the digest over the digests of its parts. */
export const FinishUploads = z.strictObject({
  uploads: z.array(z.strictObject({ uploadId: z.uuid(), digest: Digest })).min(1),
});
export type FinishUploads = z.infer<typeof FinishUploads>;

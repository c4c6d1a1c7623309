import { z } from "zod";

export const AttachmentId = z.uuid();

const MEGABYTE = 1024 * 1024;
/** A phone's camera at its best; what the field page sends is far smaller. */
export const IMAGE_BYTES_MAX = 10 * MEGABYTE;

/** Where a picture was taken. */
export interface Position {
  readonly latitude: number;
  readonly longitude: number;
}

/** A position as the header `X-Tepat-Position` brings it: `-7.98,112.63`. */
const ToldPosition = z
  .string()
  .regex(/^-?\d{1,2}(\.\d{1,15})?,\s?-?\d{1,3}(\.\d{1,15})?$/)
  .transform((text): Position => {
    const [latitude = 0, longitude = 0] = text.split(",").map(Number);
    return { latitude, longitude };
  })
  .refine(({ latitude, longitude }) => Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180);

/** What the sender says of a picture, for where the picture itself is silent. */
export const ToldCapture = z.strictObject({
  position: ToldPosition.nullable(),
  takenAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable(),
});
export type ToldCapture = z.infer<typeof ToldCapture>;

import "server-only";
import sharp from "sharp";
import { fail, ok, type Result } from "@/lib/shared/result";
import { type Capture, readExif } from "./read-exif";

const LONG_SIDE_MAX = 1280;
const PIXELS_MAX = 40_000_000;
const QUALITY = 80;

// By its first bytes libvips knows how to open a file; whatever is none of these three (SVG, PDF,
// TIFF, …) it must not even try.
sharp.block({ operation: ["VipsForeignLoad"] });
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
});
// One thread an image, and (below) one image at once: pages answer while photos come in.
sharp.concurrency(1);
sharp.cache(false);

export interface EncodedImage {
  readonly jpeg: Buffer;
  readonly width: number;
  readonly height: number;
  readonly capture: Capture;
}

export type EncodeProblem =
  | { readonly code: "empty" }
  | { readonly code: "not_an_image" }
  | { readonly code: "too_many_pixels" };

/**
 * Makes a new JPEG of what may be a picture, upright and at most 1280 px long; of the file that came
 * nothing is kept but the pixels, and of its notes position and time as data. A file is judged by
 * its first bytes and by being decoded, never by its name or the type that the sender claims.
 */
export function encodeImage(bytes: Buffer): Promise<Result<EncodedImage, EncodeProblem>> {
  const turn = lastTurn.then(() => encode(bytes));
  lastTurn = turn.then(
    () => undefined,
    () => undefined,
  );
  return turn;
}

let lastTurn: Promise<void> = Promise.resolve();

async function encode(bytes: Buffer): Promise<Result<EncodedImage, EncodeProblem>> {
  if (bytes.byteLength === 0) return fail({ code: "empty" });
  try {
    const image = sharp(bytes, { limitInputPixels: false, failOn: "error" });
    const { width, height, exif } = await image.metadata();
    if (width * height > PIXELS_MAX) return fail({ code: "too_many_pixels" });
    const { data, info } = await image
      .autoOrient()
      .resize(LONG_SIDE_MAX, LONG_SIDE_MAX, { fit: "inside", withoutEnlargement: true })
      .flatten({ background: "white" })
      .toColourspace("srgb")
      .jpeg({ quality: QUALITY })
      .toBuffer({ resolveWithObject: true });
    return ok({ jpeg: data, width: info.width, height: info.height, capture: readExif(exif) });
  } catch {
    // sharp throws at whatever cannot be decoded: cut off, damaged, or only dressed as a picture.
    return fail({ code: "not_an_image" });
  }
}

/** Long side in pixels, as the statistics office's own form takes pictures. */
const SIDE_MAX = 1024;
const BYTES_MAX = 200 * 1024;
/** Tried in turn until the picture is small enough; below the last one writing becomes unreadable. */
const QUALITIES = [0.82, 0.7, 0.58, 0.45] as const;

/**
 * A picture as small as it is sent: drawn anew, so that nothing of what the camera noted goes along,
 * upright, at most 1024 pixels long and about 200 KB. Null where the browser cannot read it.
 */
export async function compressPhoto(file: Blob): Promise<Blob | null> {
  const picture = await readPicture(file);
  if (!picture) return null;
  const scale = Math.min(1, SIDE_MAX / Math.max(picture.width, picture.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext("2d")?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  let smallest: Blob | null = null;
  for (const quality of QUALITIES) {
    smallest = await toJpeg(canvas, quality);
    if (smallest && smallest.size <= BYTES_MAX) break;
  }
  return smallest;
}

async function readPicture(file: Blob): Promise<ImageBitmap | null> {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch {
    return null;
  }
}

function toJpeg(canvas: HTMLCanvasElement, quality: number): Promise<Blob | null> {
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", quality));
}

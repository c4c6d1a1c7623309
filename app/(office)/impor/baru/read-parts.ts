/** One part of a file as it lies on this computer. */
export interface FilePart {
  readonly index: number;
  readonly bytes: ArrayBuffer;
  /** SHA-256 in hex. */
  readonly sha256: string;
}

/**
 * Reads a file part by part. Only one part is in memory, and the browser takes its digest beside
 * the page, so a file of a gigabyte neither fills nor freezes it.
 *
 * @throws where the file was changed or taken away meanwhile
 */
export async function* readParts(file: Blob, partBytes: number): AsyncGenerator<FilePart> {
  for (let index = 0; index * partBytes < file.size; index += 1) {
    const bytes = await file.slice(index * partBytes, (index + 1) * partBytes).arrayBuffer();
    yield { index, bytes, sha256: await digestOf(bytes) };
  }
}

/** The digest over the digests of the parts: what the server compares its disk with. */
export function digestOfParts(digests: readonly string[]): Promise<string> {
  return digestOf(
    Uint8Array.from(digests.join("").match(/../g) ?? [], (byte) => parseInt(byte, 16)),
  );
}

async function digestOf(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

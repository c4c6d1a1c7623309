import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { rm } from "node:fs/promises";
import { fail, type Result } from "@/lib/shared/result";
import { type StoredFile, type StoreProblem, storeFile } from "../storage";
import { listParts, partPath, type Upload } from "./upload-folder";

export type FinishProblem =
  | StoreProblem
  | { readonly code: "parts_missing" }
  | { readonly code: "digest_differs" };

const READ_BYTES = 1024 * 1024;

/** What is on the disk is not what was sent. */
class NotAsSent extends Error {
  override readonly name = "NotAsSent";

  constructor(readonly code: "parts_missing" | "digest_differs") {
    super(code);
  }
}

/**
 * Puts the parts of an upload together as a file of the store, if the stored bytes are those that
 * the browser read: each part is read again and its digest taken, and the digest over these digests
 * has to be the browser's. A part that the disk damaged is thrown away, to be sent again; all others
 * stay until the upload is dropped, so that a finish that was cut off can be repeated.
 *
 * @param digest SHA-256 over the digests of the parts, one after the other, as the browser took it
 */
export async function finishUpload(
  dataDir: string,
  upload: Upload,
  digest: string,
): Promise<Result<StoredFile, FinishProblem>> {
  const found = await listParts(dataDir, upload);
  const parts = found.filter((part) => part !== null);
  if (parts.length < found.length) return fail({ code: "parts_missing" });
  try {
    return await storeFile(
      dataDir,
      contentOf(dataDir, upload.id, { parts, digest }),
      upload.sizeBytes,
    );
  } catch (error) {
    if (error instanceof NotAsSent) return fail({ code: error.code });
    throw error;
  }
}

/** The bytes of all parts; ends with an error if they are not what was sent, and then nothing is stored. */
async function* contentOf(
  dataDir: string,
  id: string,
  { parts, digest }: { readonly parts: readonly string[]; readonly digest: string },
): AsyncGenerator<Uint8Array> {
  const digests = createHash("sha256");
  for (const [index, sha256] of parts.entries()) {
    const path = partPath(dataDir, id, index, sha256);
    const part = createHash("sha256");
    for await (const chunk of createReadStream(path, { highWaterMark: READ_BYTES })) {
      part.update(chunk);
      yield chunk;
    }
    const read = part.digest();
    if (read.toString("hex") !== sha256) {
      await rm(path, { force: true });
      throw new NotAsSent("parts_missing");
    }
    digests.update(read);
  }
  if (digests.digest("hex") !== digest) throw new NotAsSent("digest_differs");
}

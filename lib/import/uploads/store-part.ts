import { createHash } from "node:crypto";
import { open, rename, rm } from "node:fs/promises";
import { isDiskFull } from "@/lib/db/database-problem";
import { fail, ok, type Result } from "@/lib/shared/result";
import { PART_BYTES } from "./schema";
import {
  draftPath,
  listParts,
  partCount,
  partLength,
  partPath,
  type Upload,
} from "./upload-folder";

export type PartProblem =
  | { readonly code: "no_such_part" }
  | { readonly code: "part_incomplete" }
  | { readonly code: "part_too_long" }
  | { readonly code: "part_altered" }
  | { readonly code: "upload_gone" }
  | { readonly code: "disk_full" };

/** No part is longer than this, so no page of ours sends more beyond the end of one. */
const READ_ON_BYTES = PART_BYTES;

/** The connection that a part came over broke. */
class BrokenOff extends Error {
  override readonly name = "BrokenOff";
}

/**
 * Takes one part of an upload in. It is written under another name and renamed when its length and
 * digest are what was announced, so a process that is killed in the middle leaves the upload as it
 * was. Parts may come in any order and more than once; the one that came last counts.
 */
export async function storePart(
  dataDir: string,
  upload: Upload,
  {
    index,
    sha256,
    content,
  }: {
    readonly index: number;
    readonly sha256: string;
    readonly content: AsyncIterable<Uint8Array>;
  },
): Promise<Result<void, PartProblem>> {
  if (index >= partCount(upload)) return fail({ code: "no_such_part" });
  const draft = draftPath(dataDir, upload.id);
  try {
    const written = await writePart(draft, content, partLength(upload, index));
    if (!written.ok) return written;
    if (written.value !== sha256) return fail({ code: "part_altered" });
    const [earlier] = (await listParts(dataDir, upload)).slice(index);
    await rename(draft, partPath(dataDir, upload.id, index, sha256));
    if (earlier && earlier !== sha256)
      await rm(partPath(dataDir, upload.id, index, earlier), { force: true });
    return ok(undefined);
  } catch (error) {
    if (isDiskFull(error)) return fail({ code: "disk_full" });
    if (error instanceof BrokenOff) return fail({ code: "part_incomplete" });
    if (isMissing(error)) return fail({ code: "upload_gone" });
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Writes exactly so many bytes, and returns their digest. */
async function writePart(
  draft: string,
  content: AsyncIterable<Uint8Array>,
  length: number,
): Promise<Result<string, PartProblem>> {
  const file = await open(draft, "wx", 0o600);
  try {
    const digest = createHash("sha256");
    let bytes = 0;
    let failure: { readonly error: unknown } | undefined;
    for await (const chunk of unbroken(content)) {
      bytes += chunk.byteLength;
      // Read on without being kept: whoever is cut off while sending sees no answer, only a lost line.
      if (bytes > length + READ_ON_BYTES) break;
      if (bytes > length || failure) continue;
      digest.update(chunk);
      await file.writeFile(chunk).catch((error: unknown) => {
        failure = { error };
      });
    }
    if (failure) throw failure.error;
    if (bytes > length) return fail({ code: "part_too_long" });
    return bytes < length ? fail({ code: "part_incomplete" }) : ok(digest.digest("hex"));
  } finally {
    await file.close();
  }
}

/** The same bytes; a connection that breaks is told from a disk that does. */
async function* unbroken(content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* content;
  } catch (cause) {
    throw new BrokenOff("the sender went away", { cause });
  }
}

/** Given up in another window, while the part came. */
function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

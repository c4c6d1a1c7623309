import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isDiskFull } from "@/lib/db/database-problem";
import { fail, ok, type Result } from "@/lib/shared/result";

export type KeepProblem = { readonly code: "disk_full" };

/**
 * Keeps a picture under the digest of its content. Written under another name, flushed to the disk
 * and renamed last, so a file in the store is always whole, and the row that names it may be
 * committed. A crash in between leaves a file that no row names, never a row without its file.
 */
export async function keepImage(
  dataDir: string,
  jpeg: Buffer,
): Promise<Result<{ readonly sha256: string }, KeepProblem>> {
  const sha256 = createHash("sha256").update(jpeg).digest("hex");
  const path = imagePath(dataDir, sha256);
  const draft = join(folderOf(dataDir), `draft-${randomUUID()}`);
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeAndSync(draft, jpeg);
    await rename(draft, path);
    // The rename itself must survive a power cut before a row names the file.
    await syncFolder(dirname(path));
    return ok({ sha256 });
  } catch (error) {
    if (isDiskFull(error)) return fail({ code: "disk_full" });
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** A picture that a row names. */
export function readKeptImage(dataDir: string, sha256: string): Promise<Buffer> {
  return readFile(imagePath(dataDir, sha256));
}

function imagePath(dataDir: string, sha256: string): string {
  return join(folderOf(dataDir), sha256.slice(0, 2), `${sha256}.jpg`);
}

function folderOf(dataDir: string): string {
  return join(dataDir, "attachments");
}

async function writeAndSync(path: string, content: Buffer): Promise<void> {
  const file = await open(path, "wx", 0o600);
  try {
    await file.writeFile(content);
    await file.sync();
  } finally {
    await file.close();
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}

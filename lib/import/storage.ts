import { createHash, randomUUID } from "node:crypto";
import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import { basename, join } from "node:path";
import { isDiskFull } from "@/lib/db/database-problem";
import { fail, ok, type Result } from "@/lib/shared/result";

export interface StoredFile {
  /** SHA-256 of the content, in hex: the file's name in the store. */
  readonly sha256: string;
  readonly sizeBytes: number;
}

export type StoreProblem = { readonly code: "disk_full" } | { readonly code: "empty_file" };

export const STORE_SENTENCES = {
  disk_full:
    "Ruang kosong di server tidak cukup: impor memerlukan sedikitnya tiga kali ukuran berkas. Kosongkan ruang, lalu coba lagi.",
  empty_file: "Berkas ini kosong. Minta sekali lagi kepada pengirim, lalu unggah lagi.",
} as const satisfies Record<StoreProblem["code"], string>;

/** A loaded file takes about its own size in the table and again in indexes and the write-ahead log. */
const FREE_SPACE_FACTOR = 3;
const CHECK_EVERY_BYTES = 64 * 1024 * 1024;
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;

/**
 * Stores a stream under the digest of its content. Written under another name, flushed to the disk
 * and renamed last, so a file in the store is always whole. The same content stored twice is one file.
 *
 * @param expectedBytes the size where it is known, to refuse before anything is written
 */
export async function storeFile(
  dataDir: string,
  content: AsyncIterable<Uint8Array>,
  expectedBytes = 0,
): Promise<Result<StoredFile, StoreProblem>> {
  const store = storeFolder(dataDir);
  await mkdir(store, { recursive: true, mode: 0o700 });
  if (!(await hasRoomFor(store, expectedBytes))) return fail({ code: "disk_full" });
  const draft = join(store, `draft-${randomUUID()}`);
  try {
    const written = await writeDraft(draft, content);
    if (!written.ok) return written;
    await keepDraft(dataDir, draft, written.value.sha256);
    return written;
  } catch (error) {
    if (isDiskFull(error)) return fail({ code: "disk_full" });
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Where a stored file lies. The digest was checked when the run was received. */
export function storedFilePath(dataDir: string, sha256: string): string {
  return join(storeFolder(dataDir), sha256.slice(0, 2), sha256);
}

/** Whether the store holds this content; a run may only name files that were stored before. */
export async function isStored(dataDir: string, { sha256, sizeBytes }: StoredFile) {
  const found = await stat(storedFilePath(dataDir, sha256)).catch(() => undefined);
  return found?.size === sizeBytes;
}

/** Throws away what interrupted uploads left behind. */
export async function removeAbandonedDrafts(dataDir: string, now = Date.now()): Promise<void> {
  const store = storeFolder(dataDir);
  const names = await readdir(store).catch(() => []);
  for (const name of names.filter((entry) => entry.startsWith("draft-"))) {
    const path = join(store, name);
    const found = await stat(path).catch(() => undefined);
    if (found && now - found.mtimeMs > ABANDONED_AFTER_MS) await rm(path, { force: true });
  }
}

/** The digests of what lies in the store since then or longer. */
export async function listStoredBefore(dataDir: string, then: Date): Promise<string[]> {
  const store = storeFolder(dataDir);
  const names = await readdir(store, { recursive: true }).catch(() => []);
  const digests = names.map((name) => basename(name)).filter((name) => /^[0-9a-f]{64}$/.test(name));
  const found = await Promise.all(
    digests.map((digest) => stat(storedFilePath(dataDir, digest)).catch(() => undefined)),
  );
  return digests.filter((_, index) => (found[index]?.mtimeMs ?? Infinity) <= then.getTime());
}

/** Reads a file from anywhere on this machine into the store. */
export async function storeLocalFile(
  dataDir: string,
  path: string,
): Promise<Result<StoredFile, StoreProblem>> {
  const { size } = await stat(path);
  return storeFile(dataDir, createReadStream(path, { highWaterMark: 1024 * 1024 }), size);
}

async function writeDraft(
  draft: string,
  content: AsyncIterable<Uint8Array>,
): Promise<Result<StoredFile, StoreProblem>> {
  const file = await open(draft, "wx", 0o600);
  try {
    const digest = createHash("sha256");
    let sizeBytes = 0;
    let checkAt = CHECK_EVERY_BYTES;
    for await (const chunk of content) {
      digest.update(chunk);
      await writeAll(file, chunk);
      sizeBytes += chunk.byteLength;
      if (sizeBytes >= checkAt) {
        checkAt += CHECK_EVERY_BYTES;
        if (!(await hasRoomFor(draft, sizeBytes))) return fail({ code: "disk_full" });
      }
    }
    if (sizeBytes === 0) return fail({ code: "empty_file" });
    await file.sync();
    return ok({ sha256: digest.digest("hex"), sizeBytes });
  } finally {
    await file.close();
  }
}

async function writeAll(file: FileHandle, chunk: Uint8Array): Promise<void> {
  let offset = 0;
  while (offset < chunk.byteLength) {
    const { bytesWritten } = await file.write(chunk, offset);
    offset += bytesWritten;
  }
}

async function keepDraft(dataDir: string, draft: string, sha256: string): Promise<void> {
  const path = storedFilePath(dataDir, sha256);
  const folder = join(path, "..");
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(draft, path);
  // The rename itself must survive a power cut before a run may name the file.
  const directory = await open(folder, "r");
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}

/** Whether there is room for a file and for what loading it takes. */
export async function hasRoomFor(path: string, sizeBytes: number): Promise<boolean> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize >= sizeBytes * FREE_SPACE_FACTOR;
}

function storeFolder(dataDir: string): string {
  return join(dataDir, "files");
}

import { randomUUID } from "node:crypto";
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { Digest } from "./schema";

const UploadRecord = z.strictObject({
  createdBy: z.uuid(),
  createdAt: z.iso.datetime(),
  name: z.string(),
  sizeBytes: z.number().int().positive(),
  partBytes: z.number().int().positive(),
});
type UploadRecord = z.infer<typeof UploadRecord>;

/**
 * A file that a person is sending, part by part. It is no record of the office yet, so it lies
 * beside the stored files: a folder with a note of whose it is, and each part that came whole.
 */
export interface Upload extends UploadRecord {
  readonly id: string;
}

const UploadId = z.uuid();
const RECORD = "upload.json";
const PART_NAME = /^part-(\d+)-([0-9a-f]{64})$/;

/** Who closes the laptop on Friday goes on on Monday; counted from the last part that came. */
const UPLOAD_LIFE_MS = 3 * 24 * 60 * 60 * 1000;

/** Makes the folder of a new upload. Its note comes last: without it there is no upload. */
export async function createUpload(dataDir: string, record: UploadRecord): Promise<Upload> {
  const id = randomUUID();
  const folder = uploadFolder(dataDir, id);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const draft = draftPath(dataDir, id);
    await writeFile(draft, JSON.stringify(record), { mode: 0o600, flag: "wx" });
    await rename(draft, join(folder, RECORD));
  } catch (error) {
    await dropUpload(dataDir, id);
    throw error;
  }
  return { id, ...record };
}

/** An upload, whoever's it is; null for a stranger's id and for one that is gone or over. */
export async function readUpload(dataDir: string, id: string, now: Date): Promise<Upload | null> {
  if (!UploadId.safeParse(id).success) return null;
  const folder = uploadFolder(dataDir, id);
  const [text, found] = await Promise.all([
    readFile(join(folder, RECORD), "utf8").catch(() => null),
    stat(folder).catch(() => null),
  ]);
  if (text === null || !found || now.getTime() - found.mtimeMs > UPLOAD_LIFE_MS) return null;
  const record = UploadRecord.safeParse(JSON.parse(text));
  return record.success ? { id, ...record.data } : null;
}

/** What a person has begun to send and not finished, the oldest first. */
export async function listUploads(
  dataDir: string,
  { createdBy, now }: { readonly createdBy: string; readonly now: Date },
): Promise<Upload[]> {
  const ids = await readdir(uploadsFolder(dataDir)).catch(() => []);
  const uploads = await Promise.all(ids.map((id) => readUpload(dataDir, id, now)));
  return uploads
    .flatMap((upload) => (upload?.createdBy === createdBy ? [upload] : []))
    .toSorted((a, b) => a.createdAt.localeCompare(b.createdAt));
}

/** The digests of the parts that are there, in their places; null where one is missing. */
export async function listParts(dataDir: string, upload: Upload): Promise<(string | null)[]> {
  const parts: (string | null)[] = Array.from({ length: partCount(upload) }, () => null);
  for (const name of await readdir(uploadFolder(dataDir, upload.id)).catch(() => [])) {
    const [, index, digest] = PART_NAME.exec(name) ?? [];
    if (index !== undefined && digest !== undefined && Number(index) < parts.length)
      parts[Number(index)] = digest;
  }
  return parts;
}

export function partCount({ sizeBytes, partBytes }: Upload): number {
  return Math.ceil(sizeBytes / partBytes);
}

/** How long a part is: all are the same, but for the last. */
export function partLength({ sizeBytes, partBytes }: Upload, index: number): number {
  return Math.min(partBytes, sizeBytes - index * partBytes);
}

/** Where a part lies: a file of this name is whole, because it is renamed to it last. */
export function partPath(dataDir: string, id: string, index: number, sha256: string): string {
  return join(uploadFolder(dataDir, id), `part-${index}-${Digest.parse(sha256)}`);
}

/** Where a part is written while it comes. */
export function draftPath(dataDir: string, id: string): string {
  return join(uploadFolder(dataDir, id), `draft-${randomUUID()}`);
}

/** Forgets an upload and what came of it. Safe to repeat. */
export async function dropUpload(dataDir: string, id: string): Promise<void> {
  await rm(uploadFolder(dataDir, UploadId.parse(id)), { recursive: true, force: true });
}

/** Throws away what nobody went on sending. */
export async function removeAbandonedUploads(dataDir: string, now: Date): Promise<void> {
  for (const id of await readdir(uploadsFolder(dataDir)).catch(() => [])) {
    const found = await stat(uploadFolder(dataDir, id)).catch(() => null);
    if (found && now.getTime() - found.mtimeMs > UPLOAD_LIFE_MS)
      await rm(uploadFolder(dataDir, id), { recursive: true, force: true });
  }
}

function uploadsFolder(dataDir: string): string {
  return join(dataDir, "uploads");
}

function uploadFolder(dataDir: string, id: string): string {
  return join(uploadsFolder(dataDir), id);
}

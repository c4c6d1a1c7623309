import "server-only";
import type { Db } from "@/lib/db/client";
import { fail, ok, type Result } from "@/lib/shared/result";
import { forgetFiles } from "../intake";
import { FILES_MAX } from "../schema";
import { type StoredFile, type StoreProblem, storedFilePath, storeFile } from "../storage";
import { type ArchiveRefusal, ArchiveRefused } from "./archive-refused";
import { type Archive, type ArchiveEntry, openArchive } from "./read-archive";

/** A file that came out of an archive and lies in the store by itself. */
export interface UnpackedFile extends StoredFile {
  readonly name: string;
  readonly archiveName: string;
}

export interface Unpacked {
  readonly files: readonly UnpackedFile[];
  /** What an archive holds besides its lists: a letter, a photo, a readme. */
  readonly passedOver: readonly string[];
}

/** Why an archive is refused, and at which of its files where it is one. */
export type UnpackProblem = (StoreProblem | ArchiveRefusal) & { readonly fileName: string };

export interface UnpackContext {
  readonly db: Db;
  readonly dataDir: string;
  /** The most that one archive may become, so that none fills the disk. */
  readonly unpackedBytesMax: number;
}

const FILE_NAME_LENGTH_MAX = 255;
/** An archive a kecamatan, packed together once more. */
const DEPTH_MAX = 2;
/** Lists shrink to a tenth or a fiftieth; what shrinks further was made to fill a server. */
const RATIO_MAX = 250;
const RATIO_JUDGED_FROM_BYTES = 32 * 1024 * 1024;
/** What accompanies lists and is none. Everything else must be a table, or a kecamatan is lost unseen. */
const COMPANION = /\.(?:pdf|docx?|rtf|odt|pptx?|jpe?g|png|gif|heic|md|html?|sha\d*|md5|ini|db)$/i;
/** What the systems that pack archives leave in them. */
const LITTER = /(?:^|\/)(?:__MACOSX\/|\.|~\$|Thumbs\.db$|desktop\.ini$)/i;

/**
 * Puts the tables of an archive into the store, each under the digest of its own content: packed
 * another way, or not at all, the same table is the same file. Null where the file is no archive.
 *
 * What is refused leaves nothing behind. Never more than `unpackedBytesMax` is written, whatever the
 * archive says of itself.
 */
export async function unpackFile(
  context: UnpackContext,
  { path, name }: { readonly path: string; readonly name: string },
): Promise<Result<Unpacked | null, UnpackProblem>> {
  const unpacking: Unpacking = {
    context,
    archiveName: name.slice(-FILE_NAME_LENGTH_MAX),
    files: [],
    passedOver: [],
    written: [],
    bytesLeft: context.unpackedBytesMax,
  };
  const outcome = await unpackAt(unpacking, { path, name, depth: 1 });
  const { files, passedOver, written } = unpacking;
  const kept = new Set(outcome.ok ? files.map(({ sha256 }) => sha256) : []);
  await forgetFiles(
    context.db,
    context.dataDir,
    written.filter((sha256) => !kept.has(sha256)),
  );
  if (!outcome.ok) return outcome;
  if (!outcome.value) return ok(null);
  if (files.length === 0) return fail({ code: "archive_without_table", fileName: name });
  return ok({ files: withShortNames(files), passedOver });
}

interface Unpacking {
  readonly context: UnpackContext;
  readonly archiveName: string;
  readonly files: UnpackedFile[];
  readonly passedOver: string[];
  /** The digest of everything that was put into the store, also of archives in the archive. */
  readonly written: string[];
  bytesLeft: number;
}

/** @returns whether it is an archive */
async function unpackAt(
  unpacking: Unpacking,
  { path, name, depth }: { readonly path: string; readonly name: string; readonly depth: number },
): Promise<Result<boolean, UnpackProblem>> {
  let archive: Archive | null = null;
  try {
    archive = await openArchive(path, name);
    if (!archive) return ok(false);
    if (depth > DEPTH_MAX) return fail({ code: "archive_in_archive", fileName: name });
    for (const entry of archive.entries) {
      const taken = await takeEntry(unpacking, entry, depth);
      if (!taken.ok) return taken;
    }
    return ok(true);
  } catch (error) {
    if (error instanceof ArchiveRefused) return fail({ code: error.code, fileName: name });
    throw error;
  } finally {
    archive?.close();
  }
}

async function takeEntry(
  unpacking: Unpacking,
  entry: ArchiveEntry,
  depth: number,
): Promise<Result<undefined, UnpackProblem>> {
  const { context, archiveName, files, passedOver, written } = unpacking;
  const { name: fileName } = entry;
  if (LITTER.test(fileName)) return ok(undefined);
  if (COMPANION.test(fileName)) {
    passedOver.push(fileName);
    return ok(undefined);
  }
  if (files.length >= FILES_MAX) return fail({ code: "archive_too_many_files", fileName });
  const stored = await storeEntry(unpacking, entry);
  if (!stored.ok) return fail({ ...stored.problem, fileName });
  const { sha256 } = stored.value;
  written.push(sha256);
  const inner = await unpackAt(unpacking, {
    path: storedFilePath(context.dataDir, sha256),
    name: fileName,
    depth: depth + 1,
  });
  if (!inner.ok) return inner;
  if (!inner.value) files.push({ ...stored.value, name: fileName, archiveName });
  return ok(undefined);
}

async function storeEntry(
  unpacking: Unpacking,
  entry: ArchiveEntry,
): Promise<Result<StoredFile, StoreProblem | ArchiveRefusal>> {
  const { dataDir } = unpacking.context;
  // What an archive says of sizes is good enough to refuse it by, and not to believe it.
  if (isTooMuch(unpacking, entry, entry.bytes ?? 0)) return fail({ code: "archive_too_large" });
  try {
    const stored = await storeFile(dataDir, bounded(unpacking, entry), entry.bytes ?? 0);
    if (stored.ok) unpacking.bytesLeft -= stored.value.sizeBytes;
    return stored;
  } catch (error) {
    if (error instanceof ArchiveRefused) return fail({ code: error.code });
    throw error;
  }
}

async function* bounded(unpacking: Unpacking, entry: ArchiveEntry): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of entry.read()) {
    bytes += chunk.length;
    if (isTooMuch(unpacking, entry, bytes)) throw new ArchiveRefused("archive_too_large");
    yield chunk;
  }
}

function isTooMuch(
  { bytesLeft }: Unpacking,
  { packedBytes }: ArchiveEntry,
  bytes: number,
): boolean {
  if (bytes > bytesLeft) return true;
  return bytes > RATIO_JUDGED_FROM_BYTES && bytes > packedBytes * RATIO_MAX;
}

/** Without their folders, where that tells them apart. */
function withShortNames(files: readonly UnpackedFile[]): UnpackedFile[] {
  const short = files.map(({ name }) => name.split("/").at(-1) ?? name);
  const apart = new Set(short).size === files.length;
  return files.map((file, index) => ({
    ...file,
    name: (apart ? (short[index] ?? "") : file.name).slice(-FILE_NAME_LENGTH_MAX),
  }));
}

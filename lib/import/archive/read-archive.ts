import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { PassThrough, type Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { crc32, createGunzip } from "node:zlib";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { ArchiveRefused } from "./archive-refused";

/** A file in an archive. What the archive says of its size is checked while it is read. */
export interface ArchiveEntry {
  /** With its folders. */
  readonly name: string;
  /** As far as the archive tells; null for a GZIP, which cannot be believed. */
  readonly bytes: number | null;
  /** How many bytes it takes in the archive. */
  readonly packedBytes: number;
  /** @throws ArchiveRefused from the iteration */
  read(): AsyncIterable<Buffer>;
}

/** An archive that is open; its entries are read one after the other. */
export interface Archive {
  readonly entries: readonly ArchiveEntry[];
  close(): void;
}

const ZIP = Buffer.from("PK\x03\x04", "latin1");
const EMPTY_ZIP = Buffer.from("PK\x05\x06", "latin1");
const GZIP = Buffer.from([0x1f, 0x8b, 0x08]);
/** What only the documents of an office suite hold; which one it is, the reader of workbooks tells. */
const OFFICE_PART = /^(?:\[content_types\]\.xml|_rels\/\.rels|xl\/workbook\.(?:xml|bin))$/i;
const STORED = 0;
const DEFLATED = 8;
const CHUNK_BYTES = 256 * 1024;
/** An archive of every desa of a large regency has a thousand; more is no release. */
const ENTRIES_MAX = 5000;
/** Their names and notes are held in memory together; a name is a hundred bytes. */
const DIRECTORY_BYTES_MAX = 8 * 1024 * 1024;

/**
 * Opens a ZIP of files or a GZIP; null for anything else, a workbook among it. What a file is tells
 * its content, never its name.
 *
 * @param name the file's own name: a GZIP holds the file of that name without `.gz`
 * @throws ArchiveRefused
 */
export async function openArchive(path: string, name: string): Promise<Archive | null> {
  const head = await readHead(path);
  if (startsWith(head, GZIP)) return openGzip(path, name);
  return startsWith(head, ZIP) || startsWith(head, EMPTY_ZIP) ? openZip(path) : null;
}

async function readHead(path: string): Promise<Buffer> {
  const file = await open(path, "r");
  try {
    const head = Buffer.alloc(4);
    await file.read(head, 0, head.length, 0);
    return head;
  } finally {
    await file.close();
  }
}

async function openGzip(path: string, name: string): Promise<Archive> {
  const file = await open(path, "r");
  const { size } = await file.stat().finally(() => file.close());
  const entry: ArchiveEntry = {
    name: name.replace(/\.gz$/i, ""),
    bytes: null,
    packedBytes: size,
    read: () => refusing(unzipped(path)),
  };
  return { entries: [entry], close() {} };
}

/** What comes out of a GZIP; the digest at its end is checked by zlib. */
function unzipped(path: string): AsyncIterable<Buffer> {
  const content = new PassThrough();
  // An error reaches whoever iterates, who also ends the reading.
  pipeline(
    createReadStream(path, { highWaterMark: CHUNK_BYTES }),
    createGunzip({ chunkSize: CHUNK_BYTES }),
    content,
  ).catch((error) => content.destroy(error));
  return content;
}

async function openZip(path: string): Promise<Archive | null> {
  const zip = await openPromise(path, { autoClose: false }).catch(refuse);
  try {
    if (zip.entryCount > ENTRIES_MAX) throw new ArchiveRefused("archive_too_many_files");
    const entries = await listEntries(zip);
    if (entries.some(({ fileName }) => OFFICE_PART.test(fileName))) {
      zip.close();
      return null;
    }
    if (isOpenDocument(entries)) throw new ArchiveRefused("open_document");
    return {
      entries: entries
        .filter(({ fileName }) => !fileName.endsWith("/"))
        .map((entry) => entryOf(zip, entry)),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw asRefusal(error);
  }
}

async function listEntries(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  let bytes = 0;
  for await (const entry of zip.eachEntry()) {
    bytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    if (bytes > DIRECTORY_BYTES_MAX) throw new ArchiveRefused("archive_too_many_files");
    entries.push(entry);
  }
  return entries;
}

/** The free spreadsheets' own kind of file is a ZIP too. */
function isOpenDocument(entries: readonly Entry[]): boolean {
  const names = new Set(entries.map(({ fileName }) => fileName));
  return names.has("mimetype") && names.has("content.xml");
}

function entryOf(zip: ZipFile, entry: Entry): ArchiveEntry {
  return {
    // Nothing is written under this name; it is shown and stored.
    name: entry.fileName.replace(/\p{Cc}/gu, "_"),
    bytes: entry.uncompressedSize,
    packedBytes: entry.compressedSize,
    read: () => refusing(contentOf(zip, entry)),
  };
}

async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) throw new ArchiveRefused("archive_encrypted");
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    throw new ArchiveRefused("archive_method");
  const content: Readable = await zip.openReadStreamPromise(entry);
  let digest = 0;
  for await (const chunk of content) {
    digest = crc32(chunk, digest);
    yield chunk;
  }
  if (digest !== entry.crc32) throw new ArchiveRefused("archive_broken");
}

async function* refusing(content: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  try {
    yield* content;
  } catch (error) {
    throw asRefusal(error);
  }
}

function refuse(error: unknown): never {
  throw asRefusal(error);
}

/** What yauzl and zlib cannot read is a broken archive; what the disk cannot read is not. */
function asRefusal(error: unknown): unknown {
  if (error instanceof ArchiveRefused || !(error instanceof Error)) return error;
  const code = "code" in error ? String(error.code) : "";
  return /^E[A-Z]+$/.test(code) ? error : new ArchiveRefused("archive_broken");
}

function startsWith(head: Buffer, signature: Buffer): boolean {
  return head.subarray(0, signature.length).equals(signature);
}

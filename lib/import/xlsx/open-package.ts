import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createInflateRaw } from "node:zlib";
import { type Entry, openPromise } from "yauzl";
import { WorkbookRefused } from "./workbook-refused";

/** A file inside a workbook, which is a ZIP archive: where its bytes lie and how many they become. */
export interface PackagePart {
  readonly path: string;
  readonly offset: number;
  readonly compressedBytes: number;
  readonly bytes: number;
  readonly deflated: boolean;
}

/** The parts of a workbook by their names in small letters, without a slash in front. */
export type WorkbookPackage = ReadonlyMap<string, PackagePart>;

const PARTS_MAX = 2000;
const PART_BYTES_MAX = 6 * 1024 ** 3;
/** Rows of cells shrink to a tenth or a fortieth; what shrinks further was made to fill a server. */
const RATIO_MAX = 250;
const RATIO_JUDGED_FROM_BYTES = 32 * 1024 * 1024;
const SMALL_PART_BYTES_MAX = 16 * 1024 * 1024;
const CHUNK_BYTES = 256 * 1024;
const STORED = 0;
const DEFLATED = 8;

/**
 * Finds the XML parts of a workbook. Their sizes are bounded here; that they are what the archive
 * says is checked while they are read.
 *
 * @throws WorkbookRefused
 */
export async function openPackage(path: string): Promise<WorkbookPackage> {
  try {
    const zip = await openPromise(path, { autoClose: false });
    try {
      if (zip.entryCount > PARTS_MAX)
        throw new WorkbookRefused("workbook_too_large", `${zip.entryCount} parts`);
      const parts = new Map<string, PackagePart>();
      for await (const entry of zip.eachEntry()) {
        if (!/\.(?:xml|rels)$/i.test(entry.fileName)) continue;
        refuseEntry(entry);
        const { fileDataStart } = await zip.readLocalFileHeaderPromise(entry, { minimal: true });
        parts.set(entry.fileName.toLowerCase().replaceAll("\\", "/").replace(/^\/+/, ""), {
          path,
          offset: fileDataStart,
          compressedBytes: entry.compressedSize,
          bytes: entry.uncompressedSize,
          deflated: entry.compressionMethod === DEFLATED,
        });
      }
      return parts;
    } finally {
      zip.close();
    }
  } catch (error) {
    throw asRefusal(error);
  }
}

function refuseEntry(entry: Entry): void {
  if (entry.isEncrypted()) throw new WorkbookRefused("encrypted_workbook", "encrypted entry");
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED)
    throw new WorkbookRefused("broken_workbook", `method ${entry.compressionMethod}`);
  const { uncompressedSize, compressedSize } = entry;
  const ratio = uncompressedSize / Math.max(1, compressedSize);
  if (
    uncompressedSize > PART_BYTES_MAX ||
    (uncompressedSize > RATIO_JUDGED_FROM_BYTES && ratio > RATIO_MAX)
  )
    throw new WorkbookRefused("workbook_too_large", `${uncompressedSize} bytes, 1 : ${ratio}`);
}

/**
 * The content of a part, chunk by chunk. Never more than the archive says it is.
 *
 * @throws WorkbookRefused
 */
export async function* readPart(part: PackagePart): AsyncGenerator<Buffer> {
  if (part.compressedBytes === 0) return;
  let bytes = 0;
  try {
    for await (const chunk of contentOf(part)) {
      bytes += chunk.length;
      if (bytes > part.bytes) break;
      yield chunk;
    }
  } catch (error) {
    throw asRefusal(error);
  }
  if (bytes !== part.bytes)
    throw new WorkbookRefused("broken_workbook", `${bytes} bytes for ${part.bytes}`);
}

/** A part that is small in every workbook, as text. */
export async function readSmallPart(part: PackagePart): Promise<string> {
  if (part.bytes > SMALL_PART_BYTES_MAX)
    throw new WorkbookRefused("workbook_too_large", `${part.bytes} bytes of a small part`);
  const chunks: Buffer[] = [];
  for await (const chunk of readPart(part)) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  const utf16 = content[0] === 0xff && content[1] === 0xfe;
  return content.toString(utf16 ? "utf16le" : "utf8");
}

function contentOf({
  path,
  offset,
  compressedBytes,
  deflated,
}: PackagePart): AsyncIterable<Buffer> {
  const source = createReadStream(path, {
    start: offset,
    end: offset + compressedBytes - 1,
    highWaterMark: CHUNK_BYTES,
  });
  if (!deflated) return source;
  // An error of the file reaches whoever iterates, through the pipeline.
  return pipeline(source, createInflateRaw({ chunkSize: CHUNK_BYTES }), () => {});
}

/** What yauzl and zlib cannot read is a broken file; what the disk cannot read is not. */
function asRefusal(error: unknown): unknown {
  if (error instanceof WorkbookRefused) return error;
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const ofTheSystem = /^E[A-Z]+$/.test(code);
  if (ofTheSystem || !(error instanceof Error)) return error;
  return /encrypt/i.test(error.message)
    ? new WorkbookRefused("encrypted_workbook", error.message)
    : new WorkbookRefused("broken_workbook", `${code} ${error.message}`);
}

import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import busboy from "busboy";
import { FILES_MAX } from "@/lib/import/schema";
import type { StoredFile, StoreProblem } from "@/lib/import/storage";
import { fail, ok, type Result } from "@/lib/shared/result";
import type { UploadedFile } from "../keep-files";

export type UploadProblem =
  | StoreProblem
  | { readonly code: "no_file" }
  | { readonly code: "too_many_files" }
  | { readonly code: "file_too_large" }
  | { readonly code: "not_a_form" };

export interface ReceiveOptions {
  /** Largest file that is taken. */
  readonly limitBytes: number;
  readonly store: (
    content: AsyncIterable<Uint8Array>,
    expectedBytes: number,
  ) => Promise<Result<StoredFile, StoreProblem>>;
}

/** Together no more than two of the largest: a release, however many files it comes in. */
const LARGEST_FILES = 2;
const FILE_NAME_LENGTH_MAX = 255;
/** Boundaries and headers of the parts, beside the files themselves. */
const FORM_OVERHEAD_BYTES = 64 * 1024;

/**
 * Streams the files of a multipart form into the store, in memory that does not grow with them.
 *
 * A refused form is still read to its end, without being kept: a browser that is cut off while it
 * sends shows its own error page in place of our sentence. Only a form that announces more than the
 * limit, or goes on beyond it unannounced, is left unread.
 */
export async function receiveFiles(
  request: Request,
  { limitBytes, store }: ReceiveOptions,
): Promise<Result<readonly UploadedFile[], UploadProblem>> {
  const announced = Number(request.headers.get("content-length") ?? 0);
  const formBytesMax = limitBytes * LARGEST_FILES + FORM_OVERHEAD_BYTES;
  if (announced > formBytesMax) return fail({ code: "file_too_large" });
  const parser = formParser(request, limitBytes);
  if (!parser || !request.body) return fail({ code: "not_a_form" });

  const stored: Promise<Result<UploadedFile, UploadProblem>>[] = [];
  let tooMany = false;
  parser.on("file", (_field, stream, { filename }) => {
    // Whoever reads the part meets the error too; without a listener it would end the process.
    stream.on("error", () => {});
    // A file field left empty comes as a part without a name.
    if (!filename) stream.resume();
    else stored.push(storePart(stream, filename, { announced, store }));
  });
  parser.on("filesLimit", () => {
    tooMany = true;
  });
  const broken = await pipeline(chunksOf(request.body, formBytesMax), parser).then(
    () => undefined,
    (error: unknown) => ({ error }),
  );
  const results = await Promise.all(stored);
  if (broken?.error instanceof TooLarge) return fail({ code: "file_too_large" });
  if (tooMany) return fail({ code: "too_many_files" });
  return broken ? fail({ code: "not_a_form" }) : allStored(results);
}

function formParser(request: Request, limitBytes: number): busboy.Busboy | undefined {
  try {
    return busboy({
      headers: { "content-type": request.headers.get("content-type") ?? "" },
      defParamCharset: "utf8",
      limits: { files: FILES_MAX, fileSize: limitBytes, fields: 0, parts: FILES_MAX + 1 },
    });
  } catch {
    // Not multipart, or without a boundary: busboy's only way to say so is to throw.
    return undefined;
  }
}

/** More came than may be kept. */
class TooLarge extends Error {
  override readonly name = "TooLarge";
}

async function storePart(
  stream: Readable & { truncated?: boolean },
  fileName: string,
  { announced, store }: { announced: number; store: ReceiveOptions["store"] },
): Promise<Result<UploadedFile, UploadProblem>> {
  try {
    const stored = await store(wholeContent(stream), announced);
    return stored.ok
      ? ok({ ...stored.value, name: fileName.slice(-FILE_NAME_LENGTH_MAX) })
      : stored;
  } catch (error) {
    if (error instanceof TooLarge) return fail({ code: "file_too_large" });
    // The browser went away in the middle: there is nobody to tell, and nothing was kept.
    if (stream.errored) return fail({ code: "not_a_form" });
    throw error;
  } finally {
    stream.resume();
  }
}

/** What a body holds, piece by piece as it is asked for; stops reading when it is too much. */
async function* chunksOf(
  body: ReadableStream<Uint8Array>,
  bytesMax: number,
): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    bytes += value.byteLength;
    if (bytes > bytesMax) {
      await reader.cancel();
      throw new TooLarge();
    }
    yield value;
  }
}

async function* wholeContent(
  stream: Readable & { truncated?: boolean },
): AsyncGenerator<Uint8Array> {
  yield* stream.iterator({ destroyOnReturn: false });
  if (stream.truncated) throw new TooLarge();
}

function allStored(
  results: readonly Result<UploadedFile, UploadProblem>[],
): Result<readonly UploadedFile[], UploadProblem> {
  const files: UploadedFile[] = [];
  for (const result of results) {
    if (!result.ok) return result;
    files.push(result.value);
  }
  return files.length === 0 ? fail({ code: "no_file" }) : ok(files);
}

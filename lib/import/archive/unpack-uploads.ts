import "server-only";
import { fail, ok, type Result } from "@/lib/shared/result";
import { forgetFiles } from "../intake";
import { FILES_MAX } from "../schema";
import { type StoredFile, storedFilePath } from "../storage";
import { type UnpackContext, type UnpackProblem, unpackFile } from "./unpack-file";

interface Uploaded extends StoredFile {
  readonly name: string;
}

/** The tables of an upload, those of its archives among them. */
export interface UnpackedUploads {
  readonly files: readonly (Uploaded & { readonly archiveName?: string })[];
  /** What lay in archives beside the lists. */
  readonly passedOver: readonly string[];
}

/** Which of the uploaded files is refused, and why; `inside` is the file in it, where it is an archive. */
export interface UploadRefused {
  readonly code: UnpackProblem["code"];
  readonly fileName: string;
  readonly inside?: string;
}

/**
 * Unpacks what was uploaded in archives; of those themselves nothing stays. What is refused leaves
 * nothing of any archive; the files that were uploaded as they are stay, for the caller to forget.
 */
export async function unpackUploads(
  context: UnpackContext,
  uploaded: readonly Uploaded[],
): Promise<Result<UnpackedUploads, UploadRefused>> {
  const { db, dataDir } = context;
  const files: UnpackedUploads["files"][number][] = [];
  const passedOver: string[] = [];
  const archives: string[] = [];
  let refused: UploadRefused | undefined;
  for (const file of uploaded) {
    const { name, sha256 } = file;
    const unpacked = await unpackFile(context, { path: storedFilePath(dataDir, sha256), name });
    if (!unpacked.ok) {
      const { code, fileName: inside } = unpacked.problem;
      refused = { code, fileName: name, inside: inside === name ? undefined : inside };
      break;
    }
    if (unpacked.value) archives.push(sha256);
    files.push(...(unpacked.value?.files ?? [file]));
    passedOver.push(...(unpacked.value?.passedOver ?? []));
    if (files.length > FILES_MAX) {
      refused = { code: "archive_too_many_files", fileName: name };
      break;
    }
  }
  await forgetFiles(db, dataDir, archives);
  if (!refused) return ok({ files, passedOver });
  const written = files.filter(({ archiveName }) => archiveName !== undefined);
  await forgetFiles(
    db,
    dataDir,
    written.map(({ sha256 }) => sha256),
  );
  return fail(refused);
}

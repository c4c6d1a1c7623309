import { isDiskFull } from "@/lib/db/database-problem";
import { fail, ok, type Result } from "@/lib/shared/result";
import { hasRoomFor } from "../storage";
import { type BeginUpload, PART_BYTES } from "./schema";
import {
  createUpload,
  listParts,
  listUploads,
  removeAbandonedUploads,
  type Upload,
} from "./upload-folder";

export type BeginProblem =
  | { readonly code: "empty_file" }
  | { readonly code: "file_too_large" }
  | { readonly code: "quota_full" }
  | { readonly code: "disk_full" };

export interface BegunUpload {
  readonly upload: Upload;
  /** The digests of the parts that are there; null where one is still to be sent. */
  readonly parts: readonly (string | null)[];
}

/**
 * Begins to take a file in, or goes on with one of the same person, name and size that was broken
 * off. Which of its parts are still good is not guessed from a date: the sender compares digests,
 * so a file that was changed meanwhile sends its changed parts anew.
 */
export async function beginUpload(
  dataDir: string,
  { name, sizeBytes }: BeginUpload,
  {
    createdBy,
    now,
    limitBytes,
    quotaBytes,
  }: {
    readonly createdBy: string;
    readonly now: Date;
    /** The largest file. */
    readonly limitBytes: number;
    /** The most that one person may have begun and not finished. */
    readonly quotaBytes: number;
  },
): Promise<Result<BegunUpload, BeginProblem>> {
  if (sizeBytes === 0) return fail({ code: "empty_file" });
  if (sizeBytes > limitBytes) return fail({ code: "file_too_large" });
  await removeAbandonedUploads(dataDir, now);
  const mine = await listUploads(dataDir, { createdBy, now });
  const begun = mine.find((upload) => upload.name === name && upload.sizeBytes === sizeBytes);
  if (begun) return ok({ upload: begun, parts: await listParts(dataDir, begun) });

  const heldBytes = mine.reduce((sum, upload) => sum + upload.sizeBytes, 0);
  if (heldBytes + sizeBytes > quotaBytes) return fail({ code: "quota_full" });
  if (!(await hasRoomFor(dataDir, sizeBytes))) return fail({ code: "disk_full" });
  const record = {
    createdBy,
    createdAt: now.toISOString(),
    name,
    sizeBytes,
    partBytes: PART_BYTES,
  };
  try {
    const upload = await createUpload(dataDir, record);
    return ok({ upload, parts: await listParts(dataDir, upload) });
  } catch (error) {
    if (isDiskFull(error)) return fail({ code: "disk_full" });
    throw error;
  }
}

import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { isDiskFull } from "@/lib/db/database-problem";
import { env } from "@/lib/env";
import { type UploadRefused, unpackUploads } from "@/lib/import/archive/unpack-uploads";
import {
  forgetFiles,
  type IntakeFile,
  keepIntake,
  removeAbandonedIntakes,
} from "@/lib/import/intake";
import { readFileHead } from "@/lib/import/read-file-head";
import type { StoredFile } from "@/lib/import/storage";
import type { TableRefusal } from "@/lib/import/table/open-table";
import { fail, ok, type Result } from "@/lib/shared/result";

/** A file that now lies in the store, under the name the person gave it. */
export interface UploadedFile extends StoredFile {
  readonly name: string;
}

const MEGABYTE = 1024 * 1024;

/** A file that is no table, an archive that holds something else, or no room for what is made of them. */
export type NotKept = {
  readonly code: TableRefusal["code"] | UploadRefused["code"];
  /** As it was uploaded. */
  readonly fileName: string;
  /** Of an archive the file in it. */
  readonly inside?: string;
};

/**
 * Keeps uploaded files until their person says what they are, and returns the id under which they
 * wait. Archives are unpacked. If one is no table or there is no room, none of them stays.
 *
 * @param intakeId where the files had an id already
 */
export async function keepFiles(
  dataDir: string,
  actor: UserActor,
  received: readonly UploadedFile[],
  intakeId?: string,
): Promise<Result<string, NotKept>> {
  const now = new Date();
  const unpackedBytesMax = env().TEPAT_UNPACKED_MAX_MB * MEGABYTE;
  const unpacked = await unpackUploads({ db: db(), dataDir, unpackedBytesMax }, received);
  if (!unpacked.ok) {
    await forget(dataDir, received);
    return unpacked;
  }
  const files: IntakeFile[] = [];
  for (const file of unpacked.value.files) {
    const head = await readFileHead(dataDir, file);
    if (!head.ok) {
      await forget(dataDir, [...received, ...unpacked.value.files]);
      const { archiveName, name } = file;
      return fail({ ...head.problem, fileName: archiveName ?? name, inside: archiveName && name });
    }
    files.push(head.value);
  }
  await removeAbandonedIntakes(db(), dataDir, now);
  const passedOver = [...unpacked.value.passedOver];
  const intake = { createdBy: actor.id, createdAt: now.toISOString(), files, passedOver };
  try {
    return ok(await keepIntake(dataDir, intake, intakeId));
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    await forget(dataDir, files);
    return fail({ code: "disk_full", fileName: received[0]?.name ?? "" });
  }
}

function forget(dataDir: string, files: readonly UploadedFile[]): Promise<void> {
  return forgetFiles(
    db(),
    dataDir,
    files.map(({ sha256 }) => sha256),
  );
}

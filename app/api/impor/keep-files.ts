import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
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

/** A file that is no table. */
export type NoTable = TableRefusal & { readonly fileName: string };

/**
 * Keeps uploaded files until their person says what they are, and returns the id under which they
 * wait. If one is no table, none of them stays.
 *
 * @param intakeId where the files had an id already
 */
export async function keepFiles(
  dataDir: string,
  actor: UserActor,
  received: readonly UploadedFile[],
  intakeId?: string,
): Promise<Result<string, NoTable>> {
  const now = new Date();
  const files: IntakeFile[] = [];
  for (const file of received) {
    const head = await readFileHead(dataDir, file);
    if (!head.ok) {
      await forgetFiles(
        db(),
        dataDir,
        received.map(({ sha256 }) => sha256),
      );
      return fail({ ...head.problem, fileName: file.name });
    }
    files.push(head.value);
  }
  await removeAbandonedIntakes(db(), dataDir, now);
  const intake = { createdBy: actor.id, createdAt: now.toISOString(), files };
  return ok(await keepIntake(dataDir, intake, intakeId));
}

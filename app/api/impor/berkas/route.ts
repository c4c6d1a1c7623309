import type { NextRequest } from "next/server";
import { z } from "zod";
import { defineRoute, problem } from "@/lib/actions/define-route";
import type { UserActor } from "@/lib/auth/types";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import {
  forgetFiles,
  type IntakeFile,
  keepIntake,
  removeAbandonedIntakes,
} from "@/lib/import/intake";
import { readFileHead } from "@/lib/import/read-file-head";
import { storeFile } from "@/lib/import/storage";
import { fail, ok, type Result } from "@/lib/shared/result";
import { receiveFiles, type UploadedFile } from "./receive-files";
import { UPLOAD_SENTENCES, type UploadRefusal } from "./upload-sentences";

const MEGABYTE = 1024 * 1024;

/**
 * Takes the files of the form on /impor/baru. Its script asks for JSON and shows the progress; a
 * plain form is led to the next page, or back with the reason.
 */
export const POST = defineRoute({
  permission: "import.create",
  params: z.object({}),
  async handle({ request, actor }) {
    const taken = await takeFiles(request, actor);
    const byScript = request.headers.get("accept") === "application/json";
    if (taken.ok) {
      const href = `/impor/baru/${taken.value}`;
      return byScript ? Response.json({ href }) : seeOther(href);
    }
    const { code } = taken.problem;
    if (!byScript) return seeOther(`/impor/baru?masalah=${code}`);
    return problem(code === "file_too_large" ? 413 : 400, UPLOAD_SENTENCES[code]);
  },
});

async function takeFiles(
  request: NextRequest,
  actor: UserActor,
): Promise<Result<string, UploadRefusal>> {
  const { TEPAT_DATA_DIR: dataDir, TEPAT_UPLOAD_MAX_MB } = env();
  const now = new Date();
  const received = await receiveFiles(request, {
    limitBytes: TEPAT_UPLOAD_MAX_MB * MEGABYTE,
    store: (content, expectedBytes) => storeFile(dataDir, content, expectedBytes),
  });
  if (!received.ok) return received;
  const files = await readHeads(dataDir, received.value);
  if (!files.ok) return files;
  await removeAbandonedIntakes(db(), dataDir, now);
  const intake = { createdBy: actor.id, createdAt: now.toISOString(), files: files.value };
  return ok(await keepIntake(dataDir, intake));
}

/** Reads each file's header. If one is no table, none of them stays. */
async function readHeads(
  dataDir: string,
  received: readonly UploadedFile[],
): Promise<Result<IntakeFile[], UploadRefusal>> {
  const files: IntakeFile[] = [];
  for (const file of received) {
    const head = await readFileHead(dataDir, file);
    if (!head.ok) {
      await forgetFiles(
        db(),
        dataDir,
        received.map(({ sha256 }) => sha256),
      );
      return fail(head.problem);
    }
    files.push(head.value);
  }
  return ok(files);
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}

import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import type { UserActor } from "@/lib/auth/types";
import { env } from "@/lib/env";
import { findIntake } from "@/lib/import/intake";
import { FILES_MAX } from "@/lib/import/schema";
import { finishUpload } from "@/lib/import/uploads/finish-upload";
import { FinishUploads } from "@/lib/import/uploads/schema";
import { dropUpload, type Upload } from "@/lib/import/uploads/upload-folder";
import { keepFiles, type UploadedFile } from "../../keep-files";
import { readRequest } from "../read-request";
import { findOwnUpload, refuse } from "../upload-refusal";

type Sent = FinishUploads["uploads"][number];

/**
 * Puts the parts of each file together, checks them against what the browser read, and leads to the
 * page that asks what the files are. Asked a second time, because the answer was lost on its way,
 * it leads there again: the files wait under the id of the first upload.
 */
export const POST = defineRoute({
  permission: "import.create",
  params: z.object({}),
  async handle({ request, actor }) {
    const sent = await readRequest(request, FinishUploads);
    const [first] = sent?.uploads ?? [];
    if (!sent || !first) return refuse("unreadable");
    if (sent.uploads.length > FILES_MAX) return refuse("too_many_files");
    const { TEPAT_DATA_DIR: dataDir } = env();
    const key = { id: first.uploadId, createdBy: actor.id, now: new Date() };
    if (await findIntake(dataDir, key)) return leadTo(key.id);
    return finishAll(actor, sent.uploads);
  },
});

async function finishAll(actor: UserActor, sent: readonly Sent[]): Promise<Response> {
  const { TEPAT_DATA_DIR: dataDir } = env();
  const files: (UploadedFile & { readonly upload: Upload })[] = [];
  for (const { uploadId, digest } of sent) {
    const upload = await findOwnUpload(actor, uploadId);
    if (!upload) return refuse("upload_gone");
    const finished = await finishUpload(dataDir, upload, digest);
    if (!finished.ok) return refuse(finished.problem.code, upload.name);
    files.push({ ...finished.value, name: upload.name, upload });
  }
  const [intakeId] = files.map(({ upload }) => upload.id);
  const kept = await keepFiles(dataDir, actor, files, intakeId);
  if (!kept.ok) {
    const { code, fileName, inside } = kept.problem;
    // The others keep their parts: with a good file in place of this one they need not come again.
    // Where only room was missing, this one does not either.
    for (const { name, upload } of files)
      if (name === fileName && code !== "disk_full") await dropUpload(dataDir, upload.id);
    return refuse(code, inside === undefined ? fileName : `${fileName}, berkas ${inside}`);
  }
  for (const { upload } of files) await dropUpload(dataDir, upload.id);
  return leadTo(kept.value);
}

function leadTo(intakeId: string): Response {
  return Response.json({ href: `/impor/baru/${intakeId}` });
}

import { z } from "zod";
import { receiveFiles } from "@/app/api/impor/berkas/receive-files";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { db } from "@/lib/db/client";
import { env } from "@/lib/env";
import { forgetFiles } from "@/lib/import/intake";
import { findImportFile } from "@/lib/import/queries";
import { readRepairedFile } from "@/lib/import/repair/read-repaired-file";
import { storedFilePath, storeFile } from "@/lib/import/storage";

const MEGABYTE = 1024 * 1024;

const Version = z.coerce.number().int().positive();

/**
 * Takes a file of rejected rows that was repaired, sent by the plain form on the page of an import's
 * repair. Its rows are kept, the file is not: it holds nothing else.
 */
export const POST = defineRoute({
  permission: "import.create",
  params: z.object({ runId: z.uuid(), fileId: z.uuid() }),
  async handle({ request, actor, params: { runId, fileId } }) {
    const file = await findImportFile(db(), actor, fileId);
    if (file?.runId !== runId) return problem(404, "Berkas tidak ditemukan.");
    const back = (code: string) =>
      seeOther(`/impor/${runId}/perbaiki?berkas=${fileId}&masalah=${code}`);
    const version = Version.safeParse(request.nextUrl.searchParams.get("versi"));
    if (!version.success) return back("changed_meanwhile");

    const { TEPAT_DATA_DIR: dataDir, TEPAT_UPLOAD_MAX_MB } = env();
    const received = await receiveFiles(request, {
      limitBytes: TEPAT_UPLOAD_MAX_MB * MEGABYTE,
      store: (content, expectedBytes) => storeFile(dataDir, content, expectedBytes),
    });
    if (!received.ok) return back(received.problem.code);
    const digests = received.value.map(({ sha256 }) => sha256);
    const [digest] = digests;
    try {
      if (digest === undefined || digests.length > 1) return back("too_many_files");
      const path = storedFilePath(dataDir, digest);
      const step = { runId, fileId, version: version.data, path };
      const taken = await readRepairedFile(db(), actor, step);
      return taken.ok ? seeOther(`/impor/${runId}`) : back(taken.problem.code);
    } finally {
      await forgetFiles(db(), dataDir, digests);
    }
  },
});

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}

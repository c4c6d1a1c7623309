import type { NextRequest } from "next/server";
import { z } from "zod";
import { defineRoute } from "@/lib/actions/define-route";
import type { UserActor } from "@/lib/auth/types";
import { env } from "@/lib/env";
import { storeFile } from "@/lib/import/storage";
import type { Result } from "@/lib/shared/result";
import { keepFiles, type NotKept } from "../keep-files";
import { receiveFiles } from "./receive-files";
import type { UploadRefusal } from "./upload-sentences";

const MEGABYTE = 1024 * 1024;

/**
 * Takes the files of the form on /impor/baru as a browser without our script sends it, and leads it
 * to the next page, or back with the reason. With the script they come in parts (../unggahan).
 */
export const POST = defineRoute({
  permission: "import.create",
  params: z.object({}),
  async handle({ request, actor }) {
    const taken = await takeFiles(request, actor);
    return seeOther(
      taken.ok ? `/impor/baru/${taken.value}` : `/impor/baru?masalah=${taken.problem.code}`,
    );
  },
});

async function takeFiles(
  request: NextRequest,
  actor: UserActor,
): Promise<Result<string, UploadRefusal | NotKept>> {
  const { TEPAT_DATA_DIR: dataDir, TEPAT_UPLOAD_MAX_MB } = env();
  const received = await receiveFiles(request, {
    limitBytes: TEPAT_UPLOAD_MAX_MB * MEGABYTE,
    store: (content, expectedBytes) => storeFile(dataDir, content, expectedBytes),
  });
  return received.ok ? keepFiles(dataDir, actor, received.value) : received;
}

function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path } });
}

import { z } from "zod";
import { defineRoute, problem } from "@/lib/actions/define-route";
import { db } from "@/lib/db/client";
import { estimateProgress } from "@/lib/import/estimate-progress";
import { findImportProgress } from "@/lib/import/queries";

/** How far a run is, for the page that follows it. */
export const GET = defineRoute({
  permission: "import.view",
  params: z.object({ runId: z.uuid() }),
  async handle({ actor, params: { runId } }) {
    const run = await findImportProgress(db(), actor, runId);
    if (!run) return problem(404, "Impor tidak ditemukan.");
    return Response.json(estimateProgress(run, new Date()));
  },
});

import "server-only";
import type { Db } from "@/lib/db/client";
import { type PreviewWarning, previewWarnings } from "./preview-warnings";
import { ImportSummary } from "./schema";
import { getWarningLimits } from "./warning-limits";

/** The warnings about a checked run that a person has to confirm before it is published. */
export async function findStoppingWarnings(db: Db, runId: string): Promise<PreviewWarning[]> {
  const run = await db.importRun.findUnique({
    where: { id: runId },
    select: {
      asOf: true,
      summary: true,
      files: { select: { rowsRead: true, rowsRejected: true } },
    },
  });
  const summary = ImportSummary.nullable().parse(run?.summary ?? null);
  if (!run || !summary) return [];
  const current = await db.release.findFirst({
    where: { status: "published" },
    select: { name: true, asOf: true },
  });
  const warnings = previewWarnings(summary, {
    asOf: run.asOf,
    current,
    rowsRead: run.files.reduce((sum, { rowsRead }) => sum + rowsRead, 0),
    rowsRejected: run.files.reduce((sum, { rowsRejected }) => sum + rowsRejected, 0),
    limits: await getWarningLimits(db, new Date()),
  });
  return warnings.filter(({ stops }) => stops);
}

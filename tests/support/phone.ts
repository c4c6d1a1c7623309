import type { VisitDocument } from "@/lib/forms/visit-document";
import type { SubmissionItem } from "@/lib/groundchecks/schema";
import { uuidV7 } from "@/lib/shared/uuid-v7";

export const CORE_FORM = "fasih-dtsen-pbi-2026-inti-1";

/** One visit as the phone sends it. */
export function itemFor(
  task: { readonly id: string; readonly version: number; readonly visit: VisitDocument },
  changes: Partial<SubmissionItem> = {},
): SubmissionItem {
  return {
    id: uuidV7(),
    groundcheckId: task.id,
    questionnaire: CORE_FORM,
    baseVersion: task.version,
    startedAt: "2026-11-22T01:00:00.000Z",
    finishedAt: "2026-11-22T01:20:00.000Z",
    clientNow: new Date().toISOString(),
    document: task.visit,
    ...changes,
  };
}

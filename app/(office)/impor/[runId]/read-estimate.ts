import type { ProgressEstimate } from "@/lib/import/estimate-progress";
import { IMPORT_STAGE_LABELS, IMPORT_STATE_LABELS } from "@/lib/import/labels";

/**
 * The answer of our own progress route; null for anything else, such as a proxy's error page.
 * Without Zod, which would be most of what the browser loads for this page.
 */
export function readEstimate(answer: unknown): ProgressEstimate | null {
  if (typeof answer !== "object" || answer === null) return null;
  const { state, stage, rowsDone, ...rest }: Readonly<Record<string, unknown>> = { ...answer };
  if (!isNameIn(IMPORT_STATE_LABELS, state) || typeof rowsDone !== "number") return null;
  return {
    state,
    stage: isNameIn(IMPORT_STAGE_LABELS, stage) ? stage : null,
    rowsDone,
    rowsTotal: numberOrNull(rest.rowsTotal),
    rowsPerSecond: numberOrNull(rest.rowsPerSecond),
    secondsLeft: numberOrNull(rest.secondsLeft),
    waitingFor: typeof rest.waitingFor === "string" ? rest.waitingFor : null,
  };
}

function isNameIn<Labels extends object>(labels: Labels, name: unknown): name is keyof Labels {
  return typeof name === "string" && Object.hasOwn(labels, name);
}

function numberOrNull(value: unknown): number | null {
  return typeof value === "number" ? value : null;
}

import type { ProgressEstimate } from "@/lib/import/estimate-progress";
import { IMPORT_STAGE_LABELS } from "@/lib/import/labels";
import { formatNumber, formatTimeLeft } from "@/lib/shared/format";

/** How far an import is, in one line of a terminal; undefined where there is nothing to tell. */
export function progressLine(progress: ProgressEstimate): string | undefined {
  const { stage, rowsDone, rowsTotal, rowsPerSecond, secondsLeft } = progress;
  if (stage === null) return undefined;
  const label = IMPORT_STAGE_LABELS[stage];
  if (!rowsTotal) return `${label}…`;
  const percent = Math.min(100, Math.floor((rowsDone / rowsTotal) * 100));
  const done = `${label}: ${formatNumber(rowsDone)} dari ${formatNumber(rowsTotal)} baris (${percent}%)`;
  if (rowsPerSecond === null || secondsLeft === null) return done;
  return `${done}, ${formatNumber(rowsPerSecond)} per detik, ${formatTimeLeft(secondsLeft)}`;
}

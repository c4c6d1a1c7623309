import "server-only";
import type { Db } from "@/lib/db/client";
import { IMPORT_STAGE_LABELS } from "@/lib/import/labels";
import { findImportProgress } from "@/lib/import/queries";
import { formatNumber } from "@/lib/shared/format";

const POLL_MS = 500;
const CLEAR_LINE = "\r\u001b[2K";
const COMMAND_LINE = { kind: "command_line" } as const;

export interface ShownProgress {
  stop(): void;
}

/** Follows a run on one line of the terminal; where standard error is none, it says nothing. */
export function showProgress(db: Db, runId: string): ShownProgress {
  if (!process.stderr.isTTY) return { stop: () => {} };
  let asking = false;
  const timer = setInterval(async () => {
    if (asking) return;
    asking = true;
    const line = await progressLine(db, runId).catch(() => undefined);
    asking = false;
    if (line !== undefined) process.stderr.write(`${CLEAR_LINE}${line}`);
  }, POLL_MS);
  return {
    stop() {
      clearInterval(timer);
      process.stderr.write(CLEAR_LINE);
    },
  };
}

async function progressLine(db: Db, runId: string): Promise<string | undefined> {
  const progress = await findImportProgress(db, COMMAND_LINE, runId);
  if (!progress?.stage) return undefined;
  const label = IMPORT_STAGE_LABELS[progress.stage];
  const { rowsDone, rowsTotal } = progress;
  if (!rowsTotal) return `${label}…`;
  const percent = Math.min(100, Math.floor((rowsDone / rowsTotal) * 100));
  return `${label}: ${formatNumber(rowsDone)} dari ${formatNumber(rowsTotal)} baris (${percent}%)`;
}

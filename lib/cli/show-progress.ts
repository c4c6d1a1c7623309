import "server-only";
import type { Db } from "@/lib/db/client";
import { estimateProgress } from "@/lib/import/estimate-progress";
import { findImportProgress, findRunAtWork } from "@/lib/import/queries";
import { say } from "./print";
import { progressLine } from "./progress-line";

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
    const line = await askForLine(db, runId).catch(() => undefined);
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

/** Tells a person why nothing happens: one import works at a time. */
export async function sayWhoIsAtWork(db: Db): Promise<void> {
  const name = await findRunAtWork(db);
  const other = name === null ? "Pekerjaan impor lain" : `Impor “${name}”`;
  say(`Tepat: ${other} sedang berjalan; menunggu sampai selesai. Ctrl-C untuk tidak menunggu.`);
}

async function askForLine(db: Db, runId: string): Promise<string | undefined> {
  const progress = await findImportProgress(db, COMMAND_LINE, runId);
  return progress ? progressLine(estimateProgress(progress, new Date())) : undefined;
}

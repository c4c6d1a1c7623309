import "server-only";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { destination } from "pino";
import { type OpenDatabase, openDatabase } from "@/lib/db/connect";
import { env } from "@/lib/env";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createLogger } from "@/lib/log/logger";
import { migrateOffice } from "@/lib/office/migrate-office";
import { CommandRefusal } from "./exit-code";

const STOP_PATIENCE_MS = 2_000;

/** Where the command line's log lies: the terminal is for people. */
export function logFilePath(): string {
  return join(env().TEPAT_DATA_DIR, "command-line.log");
}

/**
 * Runs a command on the database of this office, brought up to date first. The embedded server is
 * started, or joined where the office is running; whoever leaves last stops it. Ctrl-C ends the work
 * at its next chance, and soon in any case.
 */
export async function withDatabase<Value>(
  work: (database: OpenDatabase, ctx: WorkContext) => Promise<Value>,
): Promise<Value> {
  const { TEPAT_DATA_DIR: dataDir } = env();
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const database = await openDatabase();
  const { signal, stopped } = listenForStop();
  const log = createLogger(
    "command_line",
    destination({ dest: logFilePath(), sync: true, mode: 0o600 }),
  );
  try {
    const { ownerUrl: url, appUrl, schema } = database;
    await migrateOffice({ url, schema, appUrl });
    const ctx = openWorkContext({ url, schema, dataDir, log, signal });
    try {
      return await Promise.race([work(database, ctx), stopped]);
    } finally {
      // After a stop a statement may still hold its connection; nobody waits for it.
      await Promise.race([ctx.close(), ...(signal.aborted ? [sleep(STOP_PATIENCE_MS)] : [])]);
    }
  } finally {
    await database.release();
  }
}

/** A signal for work that looks at it, and a rejection a moment later for work that cannot. */
function listenForStop(): { signal: AbortSignal; stopped: Promise<never> } {
  const stopping = new AbortController();
  for (const event of ["SIGINT", "SIGTERM"] as const) process.on(event, () => stopping.abort());
  const stopped = new Promise<never>((_, reject) => {
    stopping.signal.addEventListener("abort", () => {
      setTimeout(() => reject(stopping.signal.reason), STOP_PATIENCE_MS);
    });
  });
  return { signal: stopping.signal, stopped };
}

/** The same for commands that need an office. */
export async function withOffice<Value>(work: (ctx: WorkContext) => Promise<Value>) {
  return withDatabase(async (_, ctx) => {
    if (await ctx.db.office.findFirst()) return work(ctx);
    throw new CommandRefusal(
      "no_office",
      "Belum ada kantor di basis data ini; buat dengan npm run tepat -- setup --regency 35.73 --admin NAMA.",
    );
  });
}

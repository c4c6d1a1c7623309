import "server-only";
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { destination } from "pino";
import { type OpenDatabase, openDatabase } from "@/lib/db/connect";
import { env } from "@/lib/env";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createLogger } from "@/lib/log/logger";
import { migrateOffice } from "@/lib/office/migrate-office";
import { CommandRefusal } from "./exit-code";

/** Where the command line's log lies: the terminal is for people. */
export function logFilePath(): string {
  return join(env().TEPAT_DATA_DIR, "command-line.log");
}

/**
 * Runs a command on the database of this office, brought up to date first. The embedded server is
 * started, or joined where the office is running; whoever leaves last stops it.
 */
export async function withDatabase<Value>(
  work: (database: OpenDatabase, ctx: WorkContext) => Promise<Value>,
): Promise<Value> {
  const { TEPAT_DATA_DIR: dataDir } = env();
  await mkdir(dataDir, { recursive: true, mode: 0o711 });
  const database = await openDatabase();
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  process.once("SIGTERM", () => stopping.abort());
  const log = createLogger(
    "command_line",
    destination({ dest: logFilePath(), sync: true, mode: 0o600 }),
  );
  try {
    const { ownerUrl: url, appUrl, schema } = database;
    await migrateOffice({ url, schema, appUrl });
    const ctx = openWorkContext({ url, schema, dataDir, log, signal: stopping.signal });
    return await work(database, ctx).finally(() => ctx.close());
  } finally {
    await database.release();
  }
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

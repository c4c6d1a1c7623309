import { basename } from "node:path";
import { checkRun } from "@/lib/import/check-run";
import { receiveImport, requestPublish } from "@/lib/import/commands";
import { publishRun } from "@/lib/import/publish-run";
import { findImportRun, type ImportRunPage } from "@/lib/import/queries";
import type { ImportFileRole, ReceivedFile, ReceiveImport } from "@/lib/import/schema";
import { storeLocalFile } from "@/lib/import/storage";
import type { WorkContext } from "@/lib/jobs/work-context";
import { createLogger } from "@/lib/log/logger";
import type { TestDatabase } from "./database";

const COMMAND_LINE = { kind: "command_line" } as const;

/** What the worker and the command line work with, on a test's database. */
export function workContext({ db, pool, url, schema }: TestDatabase, dataDir: string): WorkContext {
  return { db, pool, url, schema, dataDir, log: createLogger("command_line", { write: () => {} }) };
}

/** Takes files in and checks them, as the command line does. */
export async function checkFiles(
  ctx: WorkContext,
  intake: Omit<ReceiveImport, "files">,
  paths: Partial<Record<ImportFileRole, string>>,
): Promise<ImportRunPage> {
  const files: ReceivedFile[] = [];
  for (const [role, path] of entriesOf(paths)) {
    const stored = await storeLocalFile(ctx.dataDir, path);
    if (!stored.ok) throw new Error(stored.problem.code);
    files.push({ role, name: basename(path), ...stored.value });
  }
  const received = await ctx.db.$transaction((tx) =>
    receiveImport(tx, COMMAND_LINE, { ...intake, files }),
  );
  if (!received.ok) throw new Error(received.problem.code);
  await checkRun(ctx, received.value.runId);
  return readRun(ctx, received.value.runId);
}

/** Takes files in, checks and publishes them; throws where that does not succeed. */
export async function publishFiles(
  ctx: WorkContext,
  intake: Omit<ReceiveImport, "files">,
  paths: Partial<Record<ImportFileRole, string>>,
): Promise<ImportRunPage> {
  const { id: runId, version, state, failure } = await checkFiles(ctx, intake, paths);
  if (state !== "ready") throw new Error(`The check ended in ${state}: ${failure?.code}`);
  await ctx.db.$transaction((tx) => requestPublish(tx, COMMAND_LINE, { runId, version }));
  await publishRun(ctx, runId);
  const run = await readRun(ctx, runId);
  if (run.state !== "published") throw new Error(`The publication ended in ${run.failure?.code}`);
  return run;
}

async function readRun(ctx: WorkContext, runId: string): Promise<ImportRunPage> {
  const run = await findImportRun(ctx.db, COMMAND_LINE, runId);
  if (!run) throw new Error("The run is not there");
  return run;
}

function entriesOf(paths: Partial<Record<ImportFileRole, string>>): [ImportFileRole, string][] {
  // Object.entries forgets the key's type; the record has no other keys.
  return Object.entries(paths) as [ImportFileRole, string][];
}

import { unpackFile } from "@/lib/import/archive/unpack-file";
import { storedFilePath } from "@/lib/import/storage";
import { openTable } from "@/lib/import/table/open-table";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import { createLogger } from "@/lib/log/logger";

/**
 * Takes one file in and reads it to its end, as an upload and its check do, and tells what came of
 * it and what it cost. Arguments: address, schema, data directory, file, megabytes it may become.
 */
const [url = "", schema = "", dataDir = "", path = "", megabytes = ""] = process.argv.slice(2);
const ctx = openWorkContext({ url, schema, dataDir, log: createLogger("worker") });
const startedAt = Date.now();
const outcome = await takeIn();
const seconds = (Date.now() - startedAt) / 1000;
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ ...outcome, seconds, peakMegabytes }));
await ctx.close();

async function takeIn() {
  const context = { db: ctx.db, dataDir, unpackedBytesMax: Number(megabytes) * 1024 * 1024 };
  const unpacked = await unpackFile(context, { path, name: "berkas" });
  if (!unpacked.ok) return { outcome: unpacked.problem.code, rows: 0 };
  const digests = unpacked.value?.files.map(({ sha256 }) => sha256);
  const paths = digests?.map((sha256) => storedFilePath(dataDir, sha256)) ?? [path];
  let rows = 0;
  for (const table of paths) {
    const opened = await openTable(table);
    if (!opened.ok) return { outcome: opened.problem.code, rows };
    for await (const block of opened.value.blocks) rows += block.count;
  }
  return { outcome: "read", rows };
}

/** Reads a workbook in a process of its own and tells what that cost: `read-workbook.ts READER PATH`. */
import { readSheet } from "read-excel-file/node";
import { openTable, type TableFile } from "@/lib/import/table/open-table";

const READERS: Readonly<Record<string, (path: string) => Promise<number>>> = {
  /** Every field as text, as lists are loaded. */
  rows: async (path) => {
    let count = 0;
    for await (const { fields } of (await tableOf(path)).rows) if (fields) count += 1;
    return count;
  },
  /** Bytes and offsets, as releases are loaded. */
  blocks: async (path) => {
    let count = 0;
    for await (const block of (await tableOf(path)).blocks) count += block.count;
    return count;
  },
  other: async (path) => (await readSheet(path)).length - 1,
  nothing: async () => 0,
};

async function tableOf(path: string): Promise<TableFile> {
  const opened = await openTable(path);
  if (!opened.ok) throw new Error(opened.problem.code);
  return opened.value;
}

const [name = "", path = ""] = process.argv.slice(2);
const read = READERS[name];
if (!read) throw new Error(`No reader ${name}`);
const before = process.cpuUsage();
const rows = await read(path);
const { user, system } = process.cpuUsage(before);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ rows, cpuSeconds: (user + system) / 1e6, peakMegabytes }));

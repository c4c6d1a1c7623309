/** Compares one list with an office's registry, in a process of its own: `match-once.ts PLACE`. */
import { z } from "zod";
import { checkRun } from "@/lib/import/check-run";
import { receiveImport } from "@/lib/import/commands";
import { storeLocalFile } from "@/lib/import/storage";
import { openWorkContext } from "@/lib/jobs/open-work-context";
import { createLogger } from "@/lib/log/logger";
import { measure } from "./measure";

const Place = z.object({
  url: z.string(),
  schema: z.string(),
  dataDir: z.string(),
  postmasterPid: z.number(),
  path: z.string(),
});

const { postmasterPid, path, ...place } = Place.parse(JSON.parse(process.argv[2] ?? ""));
const office = openWorkContext({ ...place, log: createLogger("command_line", { write() {} }) });
const file = await storeLocalFile(office.dataDir, path);
if (!file.ok) throw new Error(`A file could not be stored: ${file.problem.code}`);
const received = await office.db.$transaction((tx) =>
  receiveImport(
    tx,
    { kind: "command_line" },
    {
      kind: "matching",
      name: "Pemadanan",
      files: [{ role: "matching", name: "daftar.csv", ...file.value }],
    },
  ),
);
if (!received.ok) throw new Error(`The list was refused: ${received.problem.code}`);
const { runId } = received.value;
const sample = await measure(postmasterPid, () => checkRun(office, runId));
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const { state } = await office.db.importRun.findUniqueOrThrow({ where: { id: runId } });
if (state !== "ready") throw new Error(`The comparison ended as ${state}`);
await office.close();
process.stdout.write(JSON.stringify({ runId, sample, peakMegabytes }));

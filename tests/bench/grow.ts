/** Takes one release in, in a process of its own, beside a bare COPY of its rows: `grow.ts SERVER`. */
import { z } from "zod";
import { AS_OF } from "@/lib/demo/generator/calendar";
import { copyBare, RELEASE_ROWS, unload } from "./bare-copy";
import { importFiles, openEmptyOffice } from "./bench-office";
import { measure } from "./measure";

const Server = z.object({
  ownerUrl: z.string(),
  dataDir: z.string(),
  postmasterPid: z.number(),
  families: z.string(),
  members: z.string(),
});

const server = Server.parse(JSON.parse(process.argv[2] ?? ""));
const office = await openEmptyOffice(server);
const product = await measure(server.postmasterPid, () =>
  importFiles(office, { kind: "dtsen", name: "v2", asOf: AS_OF.v2 }, [
    { role: "family", path: server.families },
    { role: "member", path: server.members },
  ]),
);
const peakMegabytes = process.resourceUsage().maxRSS / 1024;
const people = await office.db.individual.count();
const rows = await unload(office, server.dataDir);
const bare = await measure(server.postmasterPid, () =>
  copyBare(office.pool, server.dataDir, RELEASE_ROWS),
);
await office.close();
process.stdout.write(JSON.stringify({ people, rows, product, bare, peakMegabytes }));

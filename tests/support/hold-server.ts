/** A process that opens the embedded server, says so, and holds it until it is killed. */
import { acquireServer } from "@/lib/db/embedded-server";

await acquireServer({ dataDir: process.argv[2] ?? "" });
console.info("held");
setInterval(() => {}, 60_000);

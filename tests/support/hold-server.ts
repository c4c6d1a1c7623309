/**
 * A process that opens the embedded server, says so, and holds it until it is killed. Arguments: data
 * directory and, where the port must stay the same, the port.
 */
import { acquireServer } from "@/lib/db/embedded-server";

const [dataDir = "", port] = process.argv.slice(2);
await acquireServer({ dataDir, settings: port === undefined ? {} : { port } });
console.info("held");
setInterval(() => {}, 60_000);

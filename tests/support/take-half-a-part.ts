/** A process that takes half a part of an upload in, says so, and waits for the rest until it is killed. */
import { setTimeout as sleep } from "node:timers/promises";
import { storePart } from "@/lib/import/uploads/store-part";
import { readUpload } from "@/lib/import/uploads/upload-folder";

const [, , dataDir = "", uploadId = ""] = process.argv;
const upload = await readUpload(dataDir, uploadId, new Date(0));
if (!upload) throw new Error("There is no such upload");

async function* half(): AsyncGenerator<Uint8Array> {
  yield Buffer.alloc(1024 * 1024);
  console.info("half");
  await sleep(60_000);
}

await storePart(dataDir, upload, { index: 1, sha256: "0".repeat(64), content: half() });

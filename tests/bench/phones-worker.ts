import { parentPort, workerData } from "node:worker_threads";
import { z } from "zod";
import { openPhoneLine } from "./phone-line";
import type { Sending } from "./phones";

const Told = z.object({ origin: z.string(), lines: z.number() });

const { origin, lines: count } = Told.parse(workerData);
const lines = await Promise.all(Array.from({ length: count }, () => openPhoneLine(origin)));

parentPort?.on("message", async (sendings: readonly Sending[]) => {
  const answers = sendings.map(({ line, request }) => lines[line]?.send(request));
  parentPort?.postMessage(await Promise.all(answers));
});
parentPort?.postMessage("connected");

import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { Answered } from "./phone-line";

/** A request and the connection that takes it. */
export interface Sending {
  readonly line: number;
  readonly request: Uint8Array;
}

/** Connections kept open by phones, which send together when they are told to. */
export interface Phones {
  send(sendings: readonly Sending[]): Promise<Answered[]>;
  close(): Promise<void>;
}

/**
 * Opens connections in a thread of their own. Phones do not wait for each other's memory to be
 * cleared away; beside everything that the making of an office leaves behind they would.
 */
export async function openPhones(origin: string, lines: number): Promise<Phones> {
  const url = new URL("./phones-worker.ts", import.meta.url);
  const worker = new Worker(url, { workerData: { origin, lines } });
  await once(worker, "message");
  return {
    async send(sendings) {
      const answered = once(worker, "message");
      worker.postMessage(sendings);
      const [answers] = await answered;
      return answers;
    },
    async close() {
      await worker.terminate();
    },
  };
}

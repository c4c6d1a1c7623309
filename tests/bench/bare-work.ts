import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { median } from "./measure";

const THREADS = 2;
const CALIBRATION_ROUNDS = 5;
const CALIBRATION_MS = 20;

/** Arithmetic that touches next to no memory and asks nobody for anything. */
const LOOP = `
  const { parentPort } = require("node:worker_threads");
  parentPort.on("message", (turns) => {
    let sum = 0;
    for (let turn = 0; turn < turns; turn += 1) sum = (sum * 31 + turn) | 0;
    parentPort.postMessage(sum);
  });
`;

/** Work that only the machine itself can hold up. */
export interface BareWork {
  /** Milliseconds that a piece of work took which takes `ms` when nothing interferes. */
  take(ms: number): Promise<number>;
  stop(): Promise<void>;
}

/**
 * Starts a loop on each of two cores. Its slow rounds are the machine's: what it took away in the
 * same minutes, for the same length of time, from whatever was being measured.
 */
export async function startBareWork(): Promise<BareWork> {
  const workers = Array.from({ length: THREADS }, () => new Worker(LOOP, { eval: true }));
  const turn = async (turns: number): Promise<number> => {
    const before = performance.now();
    const done = workers.map((worker) => once(worker, "message"));
    for (const worker of workers) worker.postMessage(turns);
    await Promise.all(done);
    return performance.now() - before;
  };
  const turnsPerMs = await calibrate(turn);
  return {
    take: (ms) => turn(Math.round(ms * turnsPerMs)),
    async stop() {
      await Promise.all(workers.map((worker) => worker.terminate()));
    },
  };
}

async function calibrate(turn: (turns: number) => Promise<number>): Promise<number> {
  let turns = 1_000_000;
  while ((await turn(turns)) < CALIBRATION_MS) turns *= 2;
  const times: number[] = [];
  for (let round = 0; round < CALIBRATION_ROUNDS; round += 1) times.push(await turn(turns));
  return turns / median(times);
}

import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const RESTARTS_MAX = 5;
const RESTART_WINDOW_MS = 60_000;
const RESTART_PAUSE_MS = 500;
const STOP_PATIENCE_MS = 15_000;

export interface Program {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
}

export interface Supervised {
  /** Asks the program to end, and ends it after a while if it does not. */
  stop(): Promise<void>;
}

/**
 * Runs a program of ours under this very Node and starts it again when it crashes, later each time.
 * After too many crashes in a minute it calls `giveUp` with a sentence and leaves the program down.
 */
export function supervise(program: Program, giveUp: (sentence: string) => void): Supervised {
  let child = start(program);
  let stopping = false;
  const crashes: number[] = [];

  const watch = () => {
    child.once("exit", async () => {
      if (stopping) return;
      crashes.push(Date.now());
      const recent = crashes.filter((at) => Date.now() - at < RESTART_WINDOW_MS).length;
      if (recent > RESTARTS_MAX) return giveUp(sentence(program));
      await sleep(RESTART_PAUSE_MS * 2 ** (recent - 1));
      if (stopping) return;
      child = start(program);
      watch();
    });
  };
  watch();

  return {
    async stop() {
      stopping = true;
      await end(child);
    },
  };
}

function sentence({ name }: Program): string {
  return `${name} berulang kali berhenti; pesan kesalahannya ada di atas.`;
}

function start({ args, env }: Program): ChildProcess {
  return spawn(process.execPath, args, { env, stdio: ["ignore", "inherit", "inherit", "ipc"] });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, "exit");
  child.kill("SIGTERM");
  const patience = setTimeout(() => child.kill("SIGKILL"), STOP_PATIENCE_MS);
  await ended;
  clearTimeout(patience);
}

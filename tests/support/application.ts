import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 50;

export interface Application {
  readonly child: ChildProcess;
  /** Settles with the exit code. */
  readonly ended: Promise<number | null>;
  output(): string;
  /** Settles when the address was printed; rejects if the application ended before. */
  ready(): Promise<void>;
  stop(): Promise<number | null>;
}

/** Runs what `npm start` runs, with these settings and none of the caller's own. */
export function startApplication(settings: Readonly<Record<string, string>>): Application {
  const args = ["--import", "./scripts/end-with-parent.mjs", "scripts/start.mjs"];
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...NOTHING_SET, ...settings },
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk) => {
      output += chunk;
    });
  }
  const ended = once(child, "close").then(([code]) => code);
  return {
    child,
    ended,
    output: () => output,
    async ready() {
      while (!output.includes("Tepat siap")) {
        if (child.exitCode !== null) throw new Error(`It ended before it was ready:\n${output}`);
        await sleep(POLL_MS);
      }
    },
    async stop() {
      child.kill("SIGTERM");
      return ended;
    },
  };
}

/** An empty variable counts as none. */
const NOTHING_SET = {
  DATABASE_URL: "",
  TEPAT_APP_DATABASE_URL: "",
  TEPAT_SCHEMA: "",
  TEPAT_URL: "",
  HOST: "",
  NEXTAUTH_SECRET: "",
};

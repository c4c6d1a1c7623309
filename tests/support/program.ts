import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import type { TestDatabase } from "./database";

/** A TypeScript program of ours in a process of its own, on a test's database. */
export function startProgram(
  file: string,
  args: readonly string[],
  {
    database,
    dataDir,
  }: {
    readonly database: Pick<TestDatabase, "url" | "appUrl" | "schema">;
    readonly dataDir: string;
  },
): ChildProcess {
  return spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", file, ...args], {
    env: {
      ...process.env,
      NODE_ENV: "production",
      DATABASE_URL: database.url,
      TEPAT_APP_DATABASE_URL: database.appUrl,
      TEPAT_SCHEMA: database.schema,
      TEPAT_DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

export interface ProgramResult {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Waits for a program that ends by itself. */
export async function outputOf(program: ChildProcess): Promise<ProgramResult> {
  let stdout = "";
  let stderr = "";
  program.stdout?.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  program.stderr?.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  await once(program, "close");
  return { exitCode: program.exitCode, stdout, stderr };
}

/** Sends a signal and waits for the end; does nothing to a program that has ended. */
export async function endProgram(
  program: ChildProcess,
  signal: NodeJS.Signals,
): Promise<number | null> {
  if (program.exitCode !== null || program.signalCode !== null) return program.exitCode;
  const ended = once(program, "exit");
  program.kill(signal);
  await ended;
  return program.exitCode;
}

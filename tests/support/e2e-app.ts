import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findChromium } from "./chromium";

const START_PATIENCE_MS = 10 * 60_000;

/**
 * Playwright's global set-up: the whole application as an operator gets it from `npm start`, on a
 * free port and an empty data directory, so with the demonstration office of a first run.
 *
 * Test workers learn of it from the environment: TEPAT_E2E_URL, and TEPAT_E2E_DATA_DIR for opening
 * the same database and secrets.
 */
export default async function startApplication(): Promise<() => Promise<void>> {
  process.env.CHROMIUM_PATH = await findChromium();
  const dataDir = await mkdtemp(join(tmpdir(), "tepat-e2e-"));
  const port = await findFreePort();
  const args = ["--import", "./scripts/end-with-parent.mjs", "scripts/start.mjs"];
  const child = spawn(process.execPath, args, {
    env: {
      ...process.env,
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: "",
      TEPAT_APP_DATABASE_URL: "",
      TEPAT_URL: "",
      TEPAT_DATA_DIR: dataDir,
    },
    stdio: ["ignore", "pipe", "inherit", "ipc"],
  });
  const removeData = () => rm(dataDir, { recursive: true, force: true });
  await untilReady(child).catch(async (error) => {
    await removeData();
    throw error;
  });
  process.env.TEPAT_E2E_URL = `http://localhost:${port}`;
  process.env.TEPAT_E2E_DATA_DIR = dataDir;
  return async () => {
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    await ended;
    await removeData();
  };
}

function untilReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const patience = setTimeout(() => {
      child.kill("SIGTERM");
      reject(new Error("The application did not get ready"));
    }, START_PATIENCE_MS);
    let output = "";
    child.stdout?.on("data", (chunk) => {
      output += chunk;
      if (!output.includes("Tepat siap")) return;
      clearTimeout(patience);
      resolve();
    });
    child.once("exit", (code) => {
      clearTimeout(patience);
      reject(new Error(`The application ended with code ${code}:\n${output}`));
    });
  });
}

async function findFreePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  if (address === null || typeof address === "string") throw new Error("no TCP address");
  return address.port;
}

import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findFreePort } from "@/lib/db/free-port";
import { startApplication } from "./application";
import { findChromium } from "./chromium";

/**
 * Playwright's global set-up: the whole application as an operator gets it from `npm start`, on a
 * free port and an empty data directory, so with the demonstration office of a first run.
 *
 * Test workers learn of it from the environment: TEPAT_E2E_URL, and TEPAT_E2E_DATA_DIR for opening
 * the same database and secrets.
 */
export default async function startForStories(): Promise<() => Promise<void>> {
  process.env.CHROMIUM_PATH = await findChromium();
  const dataDir = await mkdtemp(join(tmpdir(), "tepat-e2e-"));
  const port = await findFreePort();
  const application = startApplication({ PORT: String(port), TEPAT_DATA_DIR: dataDir });
  const end = async () => {
    await application.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  await application.ready().catch(async (error: unknown) => {
    await end();
    throw error;
  });
  process.env.TEPAT_E2E_URL = `http://localhost:${port}`;
  process.env.TEPAT_E2E_DATA_DIR = dataDir;
  return end;
}

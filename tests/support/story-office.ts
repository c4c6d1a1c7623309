import { execFile } from "node:child_process";
import { randomBytes } from "node:crypto";
import { promisify } from "node:util";
import { findFreePort } from "@/lib/db/free-port";
import { startApplication } from "./application";
import { type OfficeUnderTest, openOfficeUnderTest } from "./e2e-office";

const run = promisify(execFile);

/** Kota Malang: its kecamatan and kelurahan are real, everybody in the stories is invented. */
export const STORY_REGENCY = "35.73";

export interface StoryOffice extends OfficeUnderTest {
  readonly url: string;
}

/**
 * A real office, empty as `setup` leaves it, served by an application of its own. It lies beside the
 * demonstration office on the same database server, in another schema: so a story knows every family
 * of its office, and proves that two offices stay apart.
 */
export async function openStoryOffice(): Promise<StoryOffice> {
  const { TEPAT_E2E_DATA_DIR: dataDir } = process.env;
  if (!dataDir) throw new Error("The end-to-end application does not run");
  const schema = `cerita_${randomBytes(4).toString("hex")}`;
  const settings = { TEPAT_DATA_DIR: dataDir, TEPAT_SCHEMA: schema };
  const setUp = ["lib/cli/main.ts", "setup", "--regency", STORY_REGENCY, "--admin", "Ratna Dewi"];
  await run(process.execPath, ["scripts/tsx.mjs", ...setUp], {
    env: { ...process.env, ...settings },
  });

  const port = await findFreePort();
  const application = startApplication({ ...settings, PORT: String(port) });
  await application.ready();
  const office = await openOfficeUnderTest(schema);
  return {
    ...office,
    url: `http://localhost:${port}`,
    async release() {
      await office.release();
      await application.stop();
    },
  };
}

import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import packaged, { inflate, setupLambdaEnvironment } from "@sparticuz/chromium";

const run = promisify(execFile);

const PROGRAM_NAMES = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
const PROGRAM_PATHS = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** Root may not use Chromium's sandbox; the rest keeps it from calling home on a closed network. */
export const CHROMIUM_ARGS = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-dev-shm-usage",
];

/** A real Chromium: CHROMIUM_PATH, one that is installed, or the one inside an npm package. */
export async function findChromium(): Promise<string> {
  const { CHROMIUM_PATH, PATH = "" } = process.env;
  if (CHROMIUM_PATH) return CHROMIUM_PATH;
  const folders = PATH.split(delimiter);
  const installed = PROGRAM_NAMES.flatMap((name) => folders.map((folder) => join(folder, name)));
  return [...installed, ...PROGRAM_PATHS].find((path) => existsSync(path)) ?? unpackChromium();
}

async function unpackChromium(): Promise<string> {
  let path = await packaged.executablePath();
  if (await starts(path)) return path;
  // Either an unpacking was interrupted, or this machine has no NSS libraries: the package brings
  // them for a bare system.
  await rm(path, { force: true });
  path = await packaged.executablePath();
  if (await starts(path)) return path;
  const bin = join(
    dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")),
    "../bin",
  );
  setupLambdaEnvironment(join(await inflate(join(bin, "al2023.tar.br")), "lib"));
  if (await starts(path)) return path;
  throw new Error("No Chromium runs here; install one, or set CHROMIUM_PATH");
}

async function starts(path: string): Promise<boolean> {
  return run(path, ["--version", "--no-sandbox"]).then(
    () => true,
    () => false,
  );
}

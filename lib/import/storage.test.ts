import { createHash } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  isStored,
  removeAbandonedDrafts,
  storedFilePath,
  storeFile,
  storeLocalFile,
} from "./storage";

const CONTENT = "NIK|NAMA\n";
const SHA256 = createHash("sha256").update(CONTENT).digest("hex");
const EXABYTE = 1e18;
const DAY_MS = 24 * 60 * 60 * 1000;

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-store-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

async function* chunksOf(...parts: string[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield Buffer.from(part);
}

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
}

test("a file lies under the digest of its content, and only we can read it", async () => {
  const stored = await storeFile(dataDir, chunksOf("NIK|", "NAMA\n"));

  expect(stored).toEqual({ ok: true, value: { sha256: SHA256, sizeBytes: CONTENT.length } });
  const path = storedFilePath(dataDir, SHA256);
  expect(await readFile(path, "utf8")).toBe(CONTENT);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
});

test("the same content twice is one file", async () => {
  await storeFile(dataDir, chunksOf(CONTENT));
  await storeFile(dataDir, chunksOf(CONTENT));

  expect(await filesUnder(dataDir)).toEqual([SHA256]);
});

test("an upload that breaks off leaves nothing", async () => {
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(CONTENT);
    throw new Error("connection lost");
  }

  await expect(storeFile(dataDir, broken())).rejects.toThrow("connection lost");

  expect(await filesUnder(dataDir)).toEqual([]);
});

test("an empty file is refused", async () => {
  expect(await storeFile(dataDir, chunksOf())).toEqual({
    ok: false,
    problem: { code: "empty_file" },
  });
});

test("a file for which there is no room is refused before anything of it is written", async () => {
  let read = false;
  async function* content(): AsyncGenerator<Uint8Array> {
    read = true;
    yield Buffer.from(CONTENT);
  }

  const stored = await storeFile(dataDir, content(), EXABYTE);

  expect(stored).toEqual({ ok: false, problem: { code: "disk_full" } });
  expect(read).toBe(false);
});

test("a file of this machine is stored like an upload", async () => {
  const path = join(dataDir, "daftar.csv");
  await writeFile(path, CONTENT);

  const stored = await storeLocalFile(dataDir, path);

  expect(stored.ok && (await isStored(dataDir, stored.value))).toBe(true);
  expect(await isStored(dataDir, { sha256: SHA256, sizeBytes: 1 })).toBe(false);
});

test("drafts of killed uploads go after a day, the stored files stay", async () => {
  await storeFile(dataDir, chunksOf(CONTENT));
  const old = join(dataDir, "files", "draft-old");
  const young = join(dataDir, "files", "draft-young");
  await Promise.all([writeFile(old, "x"), writeFile(young, "x")]);
  const yesterday = new Date(Date.now() - DAY_MS - 1);
  await utimes(old, yesterday, yesterday);

  await removeAbandonedDrafts(dataDir);

  expect((await filesUnder(dataDir)).toSorted()).toEqual([SHA256, "draft-young"].toSorted());
});

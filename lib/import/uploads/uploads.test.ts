import { spawn } from "node:child_process";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { storedFilePath } from "../storage";
import { beginUpload } from "./begin-upload";
import { finishUpload } from "./finish-upload";
import { PART_BYTES } from "./schema";
import { storePart } from "./store-part";
import {
  dropUpload,
  listUploads,
  readUpload,
  removeAbandonedUploads,
  type Upload,
} from "./upload-folder";

const NOW = new Date("2026-11-20T03:00:00Z");
const DAY_MS = 24 * 60 * 60 * 1000;
const EXABYTE = 1e18;
const SITI = "00000000-0000-4000-8000-000000000001";
const BUDI = "00000000-0000-4000-8000-000000000002";
/** Two whole parts and a short one. */
const CONTENT = randomBytes(2 * PART_BYTES + 1000);
const PARTS = [0, 1, 2].map((index) =>
  CONTENT.subarray(index * PART_BYTES, (index + 1) * PART_BYTES),
);
const DIGEST = createHash("sha256")
  .update(Buffer.concat(PARTS.map(digestOf)))
  .digest("hex");

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-bagian-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function digestOf(bytes: Uint8Array): Buffer {
  return createHash("sha256").update(bytes).digest();
}

function begin(
  change: Partial<{ name: string; sizeBytes: number; createdBy: string; quotaBytes: number }> = {},
  limitBytes = 2 * EXABYTE,
) {
  const { name = "keluarga.csv", sizeBytes = CONTENT.byteLength } = change;
  const { createdBy = SITI, quotaBytes = 2 * EXABYTE } = change;
  return beginUpload(dataDir, { name, sizeBytes }, { createdBy, now: NOW, limitBytes, quotaBytes });
}

/** A folder's time is the clock of the machine; the tests have one of their own. */
async function touch({ id }: Upload, at = NOW): Promise<void> {
  await utimes(join(dataDir, "uploads", id), at, at);
}

async function begun(change: Parameters<typeof begin>[0] = {}): Promise<Upload> {
  const result = await begin(change);
  if (!result.ok) throw new Error(result.problem.code);
  await touch(result.value.upload);
  return result.value.upload;
}

async function* inPieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.byteLength; at += 65_536) yield bytes.subarray(at, at + 65_536);
}

function send(upload: Upload, index: number, bytes: Uint8Array = PARTS[index] ?? Buffer.alloc(0)) {
  const sha256 = digestOf(bytes).toString("hex");
  return storePart(dataDir, upload, { index, sha256, content: inPieces(bytes) });
}

async function missing(): Promise<number[]> {
  const result = await begin();
  const parts = result.ok ? result.value.parts : [];
  return parts.flatMap((part, index) => (part === null ? [index] : []));
}

describe("a file that comes in parts", () => {
  test("is put together as it was, in whatever order they came and how often", async () => {
    const upload = await begun();
    for (const index of [2, 0, 2, 1]) await send(upload, index);

    const stored = await finishUpload(dataDir, upload, DIGEST);

    const sha256 = digestOf(CONTENT).toString("hex");
    expect(stored).toEqual({ ok: true, value: { sha256, sizeBytes: CONTENT.byteLength } });
    expect(CONTENT.equals(await readFile(storedFilePath(dataDir, sha256)))).toBe(true);
  });

  test("goes on where it stopped when the same person begins it again", async () => {
    const upload = await begun();
    await send(upload, 1);
    await touch(upload);

    const again = await begin();

    expect(again.ok && again.value.upload.id).toBe(upload.id);
    expect(again.ok && again.value.parts).toEqual([
      null,
      digestOf(PARTS[1] ?? Buffer.alloc(0)).toString("hex"),
      null,
    ]);
  });

  test("of a file that was changed meanwhile takes the changed part in place of the old", async () => {
    const upload = await begun();
    await Promise.all([0, 1, 2].map((index) => send(upload, index)));
    const changed = randomBytes(PART_BYTES);

    await send(upload, 1, changed);

    expect(await finishUpload(dataDir, upload, DIGEST)).toEqual({
      ok: false,
      problem: { code: "digest_differs" },
    });
    const digests = [PARTS[0], changed, PARTS[2]].map((part) => digestOf(part ?? changed));
    const now = createHash("sha256").update(Buffer.concat(digests)).digest("hex");
    expect(await finishUpload(dataDir, upload, now)).toMatchObject({ ok: true });
  });

  test("is not finished while a part is missing", async () => {
    const upload = await begun();
    await send(upload, 0);
    await send(upload, 2);

    expect(await finishUpload(dataDir, upload, DIGEST)).toEqual({
      ok: false,
      problem: { code: "parts_missing" },
    });
  });

  test("is read again from the disk: a part that was damaged there is asked for again", async () => {
    const upload = await begun();
    for (const index of [0, 1, 2]) await send(upload, index);
    const folder = join(dataDir, "uploads", upload.id);
    const [name = ""] = (await readdir(folder)).filter((entry) => entry.startsWith("part-1-"));
    await writeFile(join(folder, name), randomBytes(PART_BYTES));

    expect(await finishUpload(dataDir, upload, DIGEST)).toEqual({
      ok: false,
      problem: { code: "parts_missing" },
    });

    await touch(upload);
    expect(await missing()).toEqual([1]);
    await send(upload, 1);
    expect(await finishUpload(dataDir, upload, DIGEST)).toMatchObject({ ok: true });
  });

  test("is finished a second time as the same file, because the first answer may be lost", async () => {
    const upload = await begun();
    for (const index of [0, 1, 2]) await send(upload, index);

    const first = await finishUpload(dataDir, upload, DIGEST);

    expect(await finishUpload(dataDir, upload, DIGEST)).toEqual(first);
  });
});

describe("a part", () => {
  // biome-ignore format: a table reads as a table
  test.each([
    ["that was altered on its way",     { bytes: randomBytes(PART_BYTES) },     "part_altered"],
    ["that broke off",                  { bytes: PARTS[0]?.subarray(0, 9) },    "part_incomplete"],
    ["that is longer than a part",      { bytes: CONTENT },                     "part_too_long"],
    ["behind the end of the file",      { index: 3 },                           "no_such_part"],
  ] as const)("%s is refused, and nothing of it stays", async (_, sent: { bytes?: Uint8Array; index?: number }, code) => {
    const upload = await begun();
    const sha256 = digestOf(PARTS[0] ?? Buffer.alloc(0)).toString("hex");
    const content = inPieces(sent.bytes ?? PARTS[0] ?? Buffer.alloc(0));

    const stored = await storePart(dataDir, upload, { index: sent.index ?? 0, sha256, content });

    expect(stored).toEqual({ ok: false, problem: { code } });
    expect(await readdir(join(dataDir, "uploads", upload.id))).toEqual(["upload.json"]);
  });

  test("whose connection breaks is told so, and comes whole the next time", async () => {
    const upload = await begun();
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield Buffer.alloc(1000);
      throw new Error("aborted");
    }
    const sha256 = digestOf(PARTS[0] ?? Buffer.alloc(0)).toString("hex");

    expect(await storePart(dataDir, upload, { index: 0, sha256, content: broken() })).toEqual({
      ok: false,
      problem: { code: "part_incomplete" },
    });
    expect(await send(upload, 0)).toMatchObject({ ok: true });
  });

  test("of an upload that was given up meanwhile is told so", async () => {
    const upload = await begun();
    await dropUpload(dataDir, upload.id);

    expect(await send(upload, 0)).toEqual({ ok: false, problem: { code: "upload_gone" } });
  });

  test("in the middle of which the server is killed leaves the upload as it was", async () => {
    const upload = await begun();
    await send(upload, 0);
    const program = spawn(
      process.execPath,
      ["--import", "tsx", "tests/support/take-half-a-part.ts", dataDir, upload.id],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    await once(program.stdout, "data");

    program.kill("SIGKILL");
    await once(program, "exit");

    const left = await readdir(join(dataDir, "uploads", upload.id));
    expect(left.filter((name) => name.startsWith("draft-"))).toHaveLength(1);
    await touch(upload);
    expect(await missing()).toEqual([1, 2]);
    await Promise.all([send(upload, 1), send(upload, 2)]);
    expect(await finishUpload(dataDir, upload, DIGEST)).toMatchObject({ ok: true });
  });
});

describe("an upload", () => {
  // biome-ignore format: a table reads as a table
  test.each([
    ["of nothing",                                    { sizeBytes: 0 },           "empty_file"],
    ["of more than the limit",                        { sizeBytes: 3 * EXABYTE }, "file_too_large"],
    ["for which the disk has no room",                { sizeBytes: EXABYTE },     "disk_full"],
    ["beyond what one person may have unfinished",    { quotaBytes: 1000 },       "quota_full"],
  ] as const)("%s is refused before anything is sent", async (_, change, code) => {
    expect(await begin(change)).toEqual({ ok: false, problem: { code } });
    expect(await listUploads(dataDir, { createdBy: SITI, now: NOW })).toEqual([]);
  });

  test("takes from the quota of its person what it will weigh, and of nobody else's", async () => {
    await begun();
    const quotaBytes = CONTENT.byteLength + 1000;

    expect(await begin({ name: "lain.csv", quotaBytes })).toMatchObject({
      problem: { code: "quota_full" },
    });
    expect(await begin({ name: "lain.csv", quotaBytes, createdBy: BUDI })).toMatchObject({
      ok: true,
    });
    expect(await begin({ quotaBytes })).toMatchObject({ ok: true });
  });

  test("is not gone on with by somebody else who has a file of that name and size", async () => {
    const upload = await begun();

    const other = await begin({ createdBy: BUDI });

    expect(other.ok && other.value.upload.id).not.toBe(upload.id);
    expect(await listUploads(dataDir, { createdBy: SITI, now: NOW })).toEqual([upload]);
  });

  test("is over three days after its last part, and then deleted", async () => {
    const upload = await begun();
    const monday = new Date(NOW.getTime() + 2.9 * DAY_MS);
    const tuesday = new Date(NOW.getTime() + 3.1 * DAY_MS);

    await removeAbandonedUploads(dataDir, monday);
    expect(await readUpload(dataDir, upload.id, monday)).toEqual(upload);
    expect(await readUpload(dataDir, upload.id, tuesday)).toBeNull();
    await removeAbandonedUploads(dataDir, tuesday);

    expect(await readdir(join(dataDir, "uploads"))).toEqual([]);
  });

  test("of an id that is none, or a path, is not there", async () => {
    expect(await readUpload(dataDir, randomUUID(), NOW)).toBeNull();
    expect(await readUpload(dataDir, "../files", NOW)).toBeNull();
  });
});

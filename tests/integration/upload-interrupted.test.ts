import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from "vitest";
import { storedFilePath } from "@/lib/import/storage";
import { PART_BYTES } from "@/lib/import/uploads/schema";
import { createTestDatabase, type TestDatabase } from "../support/database";
import { signIn } from "../support/e2e-office";
import { createTestOffice } from "../support/people";
import {
  answers,
  prepareWeb,
  startWebWithoutRoom,
  superviseWeb,
  type WebPlace,
} from "../support/web-server";

/** The first run builds the application. */
vi.setConfig({ testTimeout: 180_000, hookTimeout: 5 * 60_000 });

const MEGABYTE = 1024 * 1024;
const NO_ROOM =
  "Ruang kosong di server tidak cukup: impor memerlukan sedikitnya tiga kali ukuran berkas. Kosongkan ruang, lalu coba lagi.";

let database: TestDatabase;
let place: WebPlace;
let headers: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  await createTestOffice(database.db);
  place = await prepareWeb(database);
  const { cookie } = await signIn(database.pool, "operator", ["35.73"]);
  headers = { cookie: `${cookie.name}=${cookie.value}`, origin: `http://localhost:${place.port}` };
});
afterAll(async () => {
  await database.drop();
  await rm(place.dataDir, { recursive: true, force: true });
});

test("a server that is killed in the middle of a part goes on with those that came, and has the file as it was", async () => {
  const web = await superviseWeb(place);
  onTestFinished(() => web.stop());
  const file = fileOf("besar.csv", largeList());
  const { uploadId } = await begin(file);
  expect((await sendPart(uploadId, 0, file.parts[0])).status).toBe(204);
  const broken = sendPart(uploadId, 1, file.parts[1], stallAfter(MEGABYTE));
  await draftOf(uploadId, MEGABYTE);

  await web.kill();

  await expect(broken).rejects.toThrow("fetch failed");
  await answers(place);
  const again = await begin(file);
  expect(again).toEqual({ uploadId, partBytes: PART_BYTES, parts: [file.digests[0], null, null] });
  for (const part of [1, 2]) {
    expect((await sendPart(uploadId, part, file.parts[part])).status).toBe(204);
  }
  expect(await finish(uploadId, file)).toMatchObject({
    status: 200,
    body: { href: `/impor/baru/${uploadId}` },
  });
  await expectStored(file);
});

test("a full disk is told in a sentence at each step of an upload, which goes on when there is room", async () => {
  const [large, wide] = [fileOf("daftar.csv", largeList()), fileOf("lebar.csv", wideList())];
  const packed = fileOf("padat.csv.gz", Buffer.from(gzipSync("k1,k2\n".repeat(500))));
  const longName = fileOf(`${"é".repeat(240)}.csv`, wideList());
  const noRoom = { status: 507, body: { code: "disk_full", message: NO_ROOM } };
  const limited = await startWebWithoutRoom(place, 512);
  onTestFinished(async () => {
    await limited.stop();
  });
  const { uploadId } = await begin(large);
  const [small, archive] = [await begin(wide), await begin(packed)];
  const before = await filesIn(place.dataDir);

  expect(await answerOf(askToBegin(longName))).toEqual({
    status: 507,
    body: { code: "disk_full", message: `${longName.name}: ${NO_ROOM}` },
  });
  expect(await answerOf(sendPart(uploadId, 0, large.parts[0]))).toEqual(noRoom);
  expect(await filesIn(place.dataDir)).toEqual(before);
  expect(await sendWithoutScript(large)).toBe("/impor/baru?masalah=disk_full");
  expect(await filesIn(place.dataDir)).toEqual(before);
  expect((await sendPart(small.uploadId, 0, wide.parts[0])).status).toBe(204);
  expect((await sendPart(archive.uploadId, 0, packed.parts[0])).status).toBe(204);
  const withParts = await filesIn(place.dataDir);
  expect(await finish(small.uploadId, wide)).toEqual({
    status: 507,
    body: { code: "disk_full", message: `${wide.name}: ${NO_ROOM}` },
  });
  expect(await finish(archive.uploadId, packed)).toEqual({
    status: 507,
    body: { code: "disk_full", message: `${packed.name}, berkas padat.csv: ${NO_ROOM}` },
  });
  expect(await filesIn(place.dataDir)).toEqual(withParts);
  await limited.stop();

  const web = await superviseWeb(place);
  onTestFinished(() => web.stop());
  expect(await begin(large)).toMatchObject({ uploadId, parts: [null, null, null] });
  for (const [index, part] of large.parts.entries())
    expect((await sendPart(uploadId, index, part)).status).toBe(204);
  expect(await finish(uploadId, large)).toMatchObject({ status: 200 });
  expect(await finish(small.uploadId, wide)).toMatchObject({ status: 200 });
  expect(await finish(archive.uploadId, packed)).toMatchObject({ status: 200 });
  await expectStored(large);
  await expectStored(wide);
});

interface SentFile {
  readonly name: string;
  readonly content: Buffer<ArrayBuffer>;
  readonly parts: readonly Buffer<ArrayBuffer>[];
  readonly digests: readonly string[];
}

function fileOf(name: string, content: Buffer<ArrayBuffer>): SentFile {
  const count = Math.ceil(content.byteLength / PART_BYTES);
  const parts = Array.from({ length: count }, (_, index) =>
    content.subarray(index * PART_BYTES, (index + 1) * PART_BYTES),
  );
  return { name, content, parts, digests: parts.map(digestOf) };
}

/** A list of few people and many bytes: three parts, the last a short one. */
function largeList(): Buffer<ArrayBuffer> {
  const padding = "x".repeat(200_000);
  const rows = Array.from(
    { length: 45 },
    (_, row) =>
      `10730112058000${10 + row},10730105021900${10 + row},ORANG,${randomUUID()}${padding}`,
  );
  return Buffer.from(["NIK,NO KK,NAMA PENERIMA,CATATAN", ...rows, ""].join("\n"));
}

/** A list of so many columns that what is noted of them is larger than itself. */
function wideList(): Buffer<ArrayBuffer> {
  const columns = Array.from({ length: 60 }, (_, index) => `k${index}`);
  return Buffer.from(`${columns.join(",")}\n${columns.map(() => "1").join(",")}\n`);
}

function askToBegin({ name, content }: SentFile): Promise<Response> {
  const body = JSON.stringify({ name, sizeBytes: content.byteLength });
  return fetch(address("unggahan"), { method: "POST", headers, body });
}

async function begin(file: SentFile): Promise<{ uploadId: string; parts: unknown[] }> {
  const answer = await askToBegin(file);
  expect(answer.status).toBe(200);
  return answer.json();
}

/** Sends a part, or as its body something else than what was announced. */
function sendPart(
  uploadId: string,
  index: number,
  part: Buffer<ArrayBuffer> = Buffer.alloc(0),
  body: BodyInit = part,
): Promise<Response> {
  // Streaming needs `duplex`, which the browser's types of the compiler do not know.
  const init: RequestInit & { duplex: "half" } = {
    method: "PUT",
    headers: { ...headers, "x-part-sha256": digestOf(part) },
    body,
    duplex: "half",
  };
  return fetch(address(`unggahan/${uploadId}/${index}`), init);
}

function finish(uploadId: string, { digests }: SentFile) {
  const digest = digestOf(Buffer.from(digests.join(""), "hex"));
  const body = JSON.stringify({ uploads: [{ uploadId, digest }] });
  return answerOf(fetch(address("unggahan/selesai"), { method: "POST", headers, body }));
}

/** As the form sends it from a browser without our script; returns where that leads. */
async function sendWithoutScript({ name, content }: SentFile): Promise<string | null> {
  const body = new FormData();
  body.append("berkas", new Blob([content]), name);
  const init = { method: "POST", headers, body, redirect: "manual" } as const;
  return (await fetch(address("berkas"), init)).headers.get("location");
}

async function answerOf(asked: Promise<Response>): Promise<{ status: number; body: unknown }> {
  const answer = await asked;
  return { status: answer.status, body: await answer.json().catch(() => undefined) };
}

function address(path: string): string {
  return `http://127.0.0.1:${place.port}/api/impor/${path}`;
}

function digestOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** A body that comes so far and no further. */
function stallAfter(bytes: number): ReadableStream<Uint8Array> {
  return new ReadableStream({ start: (controller) => controller.enqueue(new Uint8Array(bytes)) });
}

/** Waits until so much of a part has come to the disk. */
async function draftOf(uploadId: string, bytes: number): Promise<void> {
  const folder = join(place.dataDir, "uploads", uploadId);
  for (;;) {
    for (const name of await readdir(folder))
      if (name.startsWith("draft-") && (await readFile(join(folder, name))).byteLength === bytes)
        return;
    await sleep(10);
  }
}

/** What uploads left in the data directory. */
async function filesIn(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .toSorted();
}

/** The store has the file as it is on its person's computer, and nothing of how it came is left. */
async function expectStored({ content }: SentFile): Promise<void> {
  const stored = await readFile(storedFilePath(place.dataDir, digestOf(content)));
  expect(stored.equals(content)).toBe(true);
  expect(await readdir(join(place.dataDir, "uploads"))).toEqual([]);
  const store = await readdir(join(place.dataDir, "files"));
  expect(store.filter((name) => name.startsWith("draft-"))).toEqual([]);
}

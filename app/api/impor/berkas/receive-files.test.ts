import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { FILES_MAX } from "@/lib/import/schema";
import { storedFilePath, storeFile } from "@/lib/import/storage";
import { receiveFiles } from "./receive-files";

const ADDRESS = "http://localhost:3000/api/impor/berkas";
const LIMIT_BYTES = 1024 * 1024;
const BOUNDARY = "batas-formulir";

let dataDir: string;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-unggah-"));
});

afterAll(() => rm(dataDir, { recursive: true }));

function receive(request: Request) {
  return receiveFiles(request, {
    limitBytes: LIMIT_BYTES,
    store: (content, expectedBytes) => storeFile(dataDir, content, expectedBytes),
  });
}

function formRequest(...files: readonly (readonly [name: string, content: string])[]): Request {
  const body = new FormData();
  for (const [name, content] of files) body.append("berkas", new Blob([content]), name);
  return new Request(ADDRESS, { method: "POST", body });
}

/** A body that comes piece by piece and announces no length. */
function streamedRequest(chunks: Iterable<Uint8Array>): Request {
  const each = chunks[Symbol.iterator]();
  const body = new ReadableStream<Uint8Array>({
    pull(controller) {
      const { done, value } = each.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
  });
  // Streaming needs `duplex`, which the browser's types of the compiler do not know.
  const init: RequestInit & { duplex: "half" } = {
    method: "POST",
    headers: { "content-type": `multipart/form-data; boundary=${BOUNDARY}` },
    body,
    duplex: "half",
  };
  return new Request(ADDRESS, init);
}

function partHeader(name: string): Buffer {
  return Buffer.from(
    `--${BOUNDARY}\r\nContent-Disposition: form-data; name="berkas"; filename="${name}"\r\n\r\n`,
  );
}

async function drafts(): Promise<string[]> {
  const names = await readdir(join(dataDir, "files")).catch(() => []);
  return names.filter((name) => name.startsWith("draft-"));
}

describe("receiving files", () => {
  test("two files are stored as they came, under the names they were given", async () => {
    const result = await receive(formRequest(["keluarga é.csv", "a|b\n1|2\n"], ["ART.csv", "c\n"]));

    expect(result.ok && result.value.map(({ name }) => name)).toEqual([
      "keluarga é.csv",
      "ART.csv",
    ]);
    const [first] = result.ok ? result.value : [];
    expect(await readFile(storedFilePath(dataDir, first?.sha256 ?? ""), "utf8")).toBe("a|b\n1|2\n");
  });

  test("a path in a file's name goes no further than the name", async () => {
    const result = await receive(formRequest(["..\\..\\etc/../data.csv", "a;b\n"]));

    expect(result).toMatchObject({ ok: true, value: [{ name: "data.csv" }] });
  });

  test("a field that was left empty is no file", async () => {
    const result = await receive(formRequest(["", ""]));

    expect(result).toEqual({ ok: false, problem: { code: "no_file" } });
  });

  test("an empty file is told from no file", async () => {
    const result = await receive(formRequest(["kosong.csv", ""]));

    expect(result).toEqual({ ok: false, problem: { code: "empty_file" } });
  });

  test("one file more than an import may have refuses all of them", async () => {
    const files = Array.from({ length: FILES_MAX + 1 }, (_, n) => [`${n}.csv`, `${n}`] as const);
    const result = await receive(formRequest(...files));

    expect(result).toEqual({ ok: false, problem: { code: "too_many_files" } });
  });

  test("a file beyond the limit is refused and leaves nothing behind", async () => {
    const result = await receive(formRequest(["besar.csv", "x".repeat(LIMIT_BYTES + 1)]));

    expect(result).toEqual({ ok: false, problem: { code: "file_too_large" } });
    expect(await drafts()).toEqual([]);
  });

  test("a stream without end is left when it passes the limit", async () => {
    let sentBytes = 0;
    function* endless(): Generator<Uint8Array> {
      yield partHeader("tanpa-akhir.csv");
      for (const chunk = Buffer.alloc(64 * 1024, "x"); ; sentBytes += chunk.byteLength) yield chunk;
    }

    const result = await receive(streamedRequest(endless()));

    expect(result).toEqual({ ok: false, problem: { code: "file_too_large" } });
    expect(sentBytes).toBeLessThan(4 * LIMIT_BYTES);
    expect(await drafts()).toEqual([]);
  });

  test("a form that breaks off stores nothing", async () => {
    const result = await receive(streamedRequest([partHeader("putus.csv"), Buffer.from("a|b\n1")]));

    expect(result).toEqual({ ok: false, problem: { code: "not_a_form" } });
    expect(await drafts()).toEqual([]);
  });

  test("what is no form is refused", async () => {
    const request = new Request(ADDRESS, { method: "POST", body: "a|b" });

    expect(await receive(request)).toEqual({ ok: false, problem: { code: "not_a_form" } });
  });
});

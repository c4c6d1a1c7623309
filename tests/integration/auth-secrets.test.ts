import { randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encode } from "next-auth/jwt";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "tepat-secrets-"));
  vi.stubEnv("TEPAT_DATA_DIR", dataDir);
  vi.stubEnv("NEXTAUTH_SECRET", "");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dataDir, { recursive: true, force: true });
});

/** The modules as a process that just started has them: settings and key are read once. */
async function startedProcess() {
  vi.resetModules();
  const { sessionSecret } = await import("@/lib/auth/secrets");
  const cookies = await import("@/lib/auth/session-cookie");
  return { sessionSecret, ...cookies };
}

const IDS = { sid: randomUUID(), uid: randomUUID() };

describe("the key that seals cookies", () => {
  test("is made on first use, for its owner's eyes only, and stays", async () => {
    const first = await (await startedProcess()).sessionSecret();
    const second = await (await startedProcess()).sessionSecret();

    expect(Buffer.from(first, "base64url")).toHaveLength(32);
    expect(second).toBe(first);
    expect((await stat(join(dataDir, "secrets.json"))).mode & 0o777).toBe(0o600);
  });

  test("is one even if several processes start at once", async () => {
    const processes = [];
    for (let index = 0; index < 8; index += 1) processes.push(await startedProcess());

    const keys = await Promise.all(processes.map(({ sessionSecret }) => sessionSecret()));

    expect(new Set(keys).size).toBe(1);
    expect(await readdir(dataDir)).toEqual(["secrets.json"]);
    expect(await readFile(join(dataDir, "secrets.json"), "utf8")).toContain(keys[0]);
  });

  test.each([
    ["short", "pendek"],
    ["of one character", "a".repeat(40)],
    ["of a few characters", "abcabcabc".repeat(5)],
  ])("that somebody made %s is refused", async (_, secret) => {
    vi.stubEnv("NEXTAUTH_SECRET", secret);
    const { sessionSecret } = await startedProcess();

    await expect((async () => sessionSecret())()).rejects.toThrow(/NEXTAUTH_SECRET/);
  });

  test("in a broken file stops with a sentence that does not show it", async () => {
    await writeFile(join(dataDir, "secrets.json"), '{"sessionSecret":"pendek');
    const { sessionSecret } = await startedProcess();

    const refusal = await sessionSecret().catch((error: unknown) => String(error));
    expect(refusal).toContain("rusak");
    expect(refusal).not.toContain("pendek");
  });
});

describe("the session cookie", () => {
  test("carries two ids, which nobody without the key can read or make", async () => {
    const { sealSession, openSession, sessionSecret } = await startedProcess();
    const sealed = await sealSession(IDS);
    const forged = await encode({ token: IDS, secret: `${await sessionSecret()}x` });

    expect(await openSession(sealed)).toEqual(IDS);
    expect(sealed).not.toContain(IDS.sid);
    expect(sealed.length).toBeLessThan(1000);
    expect(await openSession(forged)).toBeNull();
  });

  test("is void after its last day, and when the ids are none", async () => {
    const { openSession, sessionSecret } = await startedProcess();
    const secret = await sessionSecret();
    const tokens = [
      await encode({ token: IDS, secret, maxAge: -60 }),
      await encode({ token: { sid: "1", uid: "1 OR 1=1" }, secret }),
      await encode({ token: { sub: IDS.uid }, secret }),
      "",
      "bukan token",
      undefined,
    ];

    expect(await Promise.all(tokens.map(openSession))).toEqual(tokens.map(() => null));
  });

  test("is bound to this host and to https where the office has an address", async () => {
    vi.stubEnv("TEPAT_URL", "https://tepat.malangkota.go.id");
    const { sessionCookieName, deviceCookieName, cookieOptions } = await startedProcess();

    expect([sessionCookieName(), deviceCookieName()]).toEqual([
      "__Host-tepat-sesi",
      "__Host-tepat-perangkat",
    ]);
    expect(cookieOptions()).toEqual({ httpOnly: true, sameSite: "lax", secure: true, path: "/" });
  });

  test("has a plain name on this machine, where browsers refuse the other", async () => {
    const { sessionCookieName, cookieOptions } = await startedProcess();

    expect(sessionCookieName()).toBe("tepat-sesi");
    expect(cookieOptions().secure).toBe(false);
  });
});

describe("the mark of a known browser", () => {
  test("counts for the account it was made for, and only as we made it", async () => {
    const { sealDevice, openDevice } = await startedProcess();
    const mark = await sealDevice("operator");
    const [id = "", signature = ""] = mark.split(".");

    expect(await openDevice(mark, "operator")).toBe(id);
    expect(await openDevice(mark, "verifikator")).toBeNull();
    expect(await openDevice(`lain.${signature}`, "operator")).toBeNull();
    expect(await openDevice(`${id}.`, "operator")).toBeNull();
    expect(await openDevice(undefined, "operator")).toBeNull();
  });
});

import { createHmac, randomBytes } from "node:crypto";
import { link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { env } from "@/lib/env";

/** 32 random bytes as base64url are 43 characters; fewer than 32 characters cannot hold a strong key. */
const SecretsFile = z.object({ sessionSecret: z.string().min(32) });

let known: Promise<string> | undefined;

/**
 * The key that signs cookies: NEXTAUTH_SECRET, else `secrets.json` in the data directory, made on
 * first use and readable by its owner only. Changing it signs everybody out.
 *
 * @throws Error with a sentence for the person who starts the office, if the key is weak or unreadable
 */
export function sessionSecret(): Promise<string> {
  known ??= readSessionSecret().catch((error: unknown) => {
    known = undefined;
    throw error;
  });
  return known;
}

/** A digest only this office can make, for what must be recognised again but never read back. */
export async function keyedDigest(purpose: string, text: string): Promise<string> {
  const key = await sessionSecret();
  return createHmac("sha256", key).update(`${purpose}\0${text}`).digest("base64url");
}

async function readSessionSecret(): Promise<string> {
  const { NEXTAUTH_SECRET, TEPAT_DATA_DIR } = env();
  if (NEXTAUTH_SECRET !== undefined) return strong("NEXTAUTH_SECRET", NEXTAUTH_SECRET);
  const path = join(TEPAT_DATA_DIR, "secrets.json");
  const text = (await readIfThere(path)) ?? (await createSecretsFile(path));
  const parsed = SecretsFile.safeParse(parseJson(text));
  if (!parsed.success)
    throw new Error(`Berkas ${path} rusak. Hapus berkas itu; semua orang harus masuk lagi.`);
  return strong(path, parsed.data.sessionSecret);
}

/** Refuses what a person typed to get past the length: a key of few different characters is guessed. */
function strong(place: string, secret: string): string {
  if (new Set(secret).size < 12)
    throw new Error(`Kunci di ${place} mudah ditebak. Buat dengan: openssl rand -base64 32`);
  return secret;
}

/** Web and worker may both come first: the link is made once, and whoever is late reads the other's. */
async function createSecretsFile(path: string): Promise<string> {
  await mkdir(join(path, ".."), { recursive: true });
  const draft = `${path}.${process.pid}.${randomBytes(4).toString("hex")}`;
  const content = JSON.stringify({ sessionSecret: randomBytes(32).toString("base64url") });
  await writeFile(draft, `${content}\n`, { mode: 0o600, flag: "wx" });
  try {
    await link(draft, path);
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "EEXIST")) throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, "utf8");
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

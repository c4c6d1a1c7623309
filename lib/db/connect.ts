import { Client } from "pg";
import { env } from "@/lib/env";
import { DatabaseProblem } from "./database-problem";
import { acquireServer } from "./embedded-server";

/** NULLS NOT DISTINCT came with 15, and 16 is the oldest that is tried out. */
const SERVER_VERSION_MIN = 160_000;
const CONNECT_TIMEOUT_MS = 10_000;

export interface OpenDatabase {
  /** The role that migrates and loads. */
  readonly ownerUrl: string;
  /** The role without DDL that the web server uses; the owner where the site gave only one. */
  readonly appUrl: string;
  readonly schema: string;
  /** Whether it is our own server in the data directory. */
  readonly embedded: boolean;
  /** Whether our own server still lives; one of the site's is watched by the site. */
  isRunning(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Opens the office's database: the server of DATABASE_URL if one is given, else the embedded one.
 *
 * @throws DatabaseProblem with a sentence for the person who starts it
 */
export async function openDatabase(): Promise<OpenDatabase> {
  const { DATABASE_URL, TEPAT_APP_DATABASE_URL, TEPAT_DATA_DIR, TEPAT_SCHEMA } = env();
  if (DATABASE_URL === undefined) {
    const server = await acquireServer({ dataDir: TEPAT_DATA_DIR });
    return { ...server, schema: TEPAT_SCHEMA, embedded: true };
  }
  await checkServer("DATABASE_URL", DATABASE_URL);
  if (TEPAT_APP_DATABASE_URL) await checkServer("TEPAT_APP_DATABASE_URL", TEPAT_APP_DATABASE_URL);
  return {
    ownerUrl: DATABASE_URL,
    appUrl: TEPAT_APP_DATABASE_URL ?? DATABASE_URL,
    schema: TEPAT_SCHEMA,
    embedded: false,
    isRunning: async () => true,
    release: async () => {},
  };
}

/** @throws DatabaseProblem if the server cannot be reached, refuses us, or is too old */
export async function checkServer(variable: string, url: string): Promise<void> {
  const client = new Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version_num: string }>("SHOW server_version_num");
    if (Number(rows[0]?.server_version_num) < SERVER_VERSION_MIN) {
      throw new DatabaseProblem(
        "wrong_version",
        `Server di ${variable} terlalu lama; diperlukan PostgreSQL 16 atau lebih baru.`,
      );
    }
  } catch (error) {
    throw error instanceof DatabaseProblem ? error : explainConnection(variable, url, error);
  } finally {
    await client.end().catch(() => {});
  }
}

function explainConnection(variable: string, url: string, cause: unknown): DatabaseProblem {
  const { host, pathname } = new URL(url);
  const code = cause instanceof Error && "code" in cause ? String(cause.code) : "";
  if (/^28/.test(code)) {
    return new DatabaseProblem(
      "refused",
      `Server basis data ${host} menolak nama pengguna atau kata sandi di ${variable}.`,
      { cause },
    );
  }
  if (code === "3D000") {
    return new DatabaseProblem(
      "refused",
      `Server basis data ${host} tidak mempunyai basis data ${pathname.slice(1)} (${variable}).`,
      { cause },
    );
  }
  return new DatabaseProblem(
    "unreachable",
    `Server basis data ${host} (${variable}) tidak dapat dihubungi; pastikan PostgreSQL menyala.`,
    { cause },
  );
}

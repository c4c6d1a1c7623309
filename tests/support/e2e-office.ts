import { randomUUID } from "node:crypto";
import type { Pool } from "pg";
import { sealSession, sessionCookieName } from "@/lib/auth/session-cookie";
import { SESSION_LIFE } from "@/lib/auth/session-rules";
import type { Role } from "@/lib/auth/types";
import { openDatabase } from "@/lib/db/connect";
import { createPool } from "@/lib/db/pool";

/** A person of the running office with an open session, not by way of the sign-in form. */
export interface SignedInPerson {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly sessionId: string;
  /** For a browser context (`addCookies`). */
  readonly cookie: {
    readonly name: string;
    readonly value: string;
    readonly domain: "localhost";
    readonly path: "/";
  };
}

/** The database behind the application that the end-to-end tests run against. */
export interface OfficeUnderTest {
  readonly pool: Pool;
  /** Makes a new person of a role for these areas (Kemendagri codes) and signs in. */
  signIn(role: Role, areaCodes: readonly string[]): Promise<SignedInPerson>;
  endSession(sessionId: string): Promise<void>;
  release(): Promise<void>;
}

/**
 * Joins the server of the running application; its data directory and secrets are the application's own.
 *
 * @param schema another office on the same server than the one of the running application
 */
export async function openOfficeUnderTest(schema?: string): Promise<OfficeUnderTest> {
  const { TEPAT_E2E_DATA_DIR } = process.env;
  if (!TEPAT_E2E_DATA_DIR) throw new Error("The end-to-end application does not run");
  Object.assign(process.env, {
    TEPAT_DATA_DIR: TEPAT_E2E_DATA_DIR,
    DATABASE_URL: "",
    TEPAT_URL: "",
  });
  const database = await openDatabase();
  const pool = createPool(database.ownerUrl, schema ?? database.schema, { max: 2 });
  return {
    pool,
    signIn: (role, areaCodes) => signIn(pool, role, areaCodes),
    async endSession(sessionId) {
      await pool.query("UPDATE session SET ended_at = now() WHERE id = $1", [sessionId]);
    },
    async release() {
      await pool.end();
      await database.release();
    },
  };
}

/** Makes a new person of a role for these areas and opens a session. */
export async function signIn(
  pool: Pool,
  role: Role,
  areaCodes: readonly string[],
): Promise<SignedInPerson> {
  const [id, sessionId] = [randomUUID(), randomUUID()];
  const name = `Uji ${role} ${id.slice(0, 4)}`;
  await pool.query("INSERT INTO app_user (id, username, name, role) VALUES ($1, $2, $3, $4)", [
    id,
    `uji-${id.slice(0, 12)}`,
    name,
    role,
  ]);
  await pool.query(
    "INSERT INTO user_area (user_id, area_id) SELECT $1, id FROM area WHERE code = ANY($2)",
    [id, areaCodes],
  );
  const expiresAt = new Date(Date.now() + SESSION_LIFE[role].absoluteMs);
  await pool.query("INSERT INTO session (id, user_id, expires_at) VALUES ($1, $2, $3)", [
    sessionId,
    id,
    expiresAt,
  ]);
  const value = await sealSession({ sid: sessionId, uid: id });
  const cookie = { name: sessionCookieName(), value, domain: "localhost", path: "/" } as const;
  return { id, name, role, sessionId, cookie };
}

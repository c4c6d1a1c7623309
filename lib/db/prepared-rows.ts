import { createHash } from "node:crypto";
import { type CustomTypesConfig, type Pool, types } from "pg";
import type { Database, Db } from "./client";
import type { Prisma } from "./generated/client";

interface Connections {
  readonly pool: Pool;
  /** A client that was never connected would not end the pool with itself. */
  readonly connect: () => Promise<void>;
}

// On globalThis, because a bundle of the web server may have this module twice and the client once.
const shared: typeof globalThis & { tepatConnections?: WeakMap<Db, Connections> } = globalThis;
shared.tepatConnections ??= new WeakMap();
const connections = shared.tepatConnections;

/** Says over which connections a client asks, so that `preparedRows` may use them too. */
export function rememberPool(db: Database, pool: Pool): void {
  connections.set(db, { pool, connect: () => db.$connect() });
}

/**
 * The rows of a statement that runs again and again in the same words. Its plan is kept with the
 * connection, and what PostgreSQL answers does not go through Prisma, which takes longer to hand on
 * a row than PostgreSQL takes to find it. Values are those of `$queryRaw`, decimals excepted. Not for
 * searches, whose best plan depends on what is looked for. In a transaction it is a statement like
 * any other. Write lists as `(SELECT ${ids}::…[])`, or it is planned anew for their length.
 */
export async function preparedRows(db: Db, statement: Prisma.Sql): Promise<unknown[]> {
  const own = connections.get(db);
  if (!own) return db.$queryRaw(statement);
  await own.connect();
  const { text, values } = statement;
  const { rows } = await own.pool.query<object>({
    name: nameOf(text),
    text,
    values,
    types: AS_PRISMA,
  });
  return rows;
}

const names = new Map<string, string>();

/** The name under which connections keep a statement. */
function nameOf(text: string): string {
  const known = names.get(text);
  if (known) return known;
  const name = `tepat_${createHash("sha256").update(text).digest("hex").slice(0, 40)}`;
  names.set(text, name);
  return name;
}

/** Where `pg` by itself reads otherwise: whole numbers of 64 bits, and days without a time. */
const AS_PRISMA: CustomTypesConfig = {
  getTypeParser: (oid: number, format) => {
    if (oid === types.builtins.INT8) return (text: string) => BigInt(text);
    if (oid === types.builtins.DATE) return (text: string) => new Date(`${text}T00:00:00Z`);
    return types.getTypeParser(oid, format);
  },
};

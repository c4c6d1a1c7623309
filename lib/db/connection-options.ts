import type { ClientBase, PoolConfig } from "pg";

/** Where the extensions lie on a server of ours: one place for the offices that share a database. */
export const EXTENSION_SCHEMA = "tepat_extensions";

/** How long the other end may be silent before it is asked whether it is still there. */
const SILENT_SECONDS = 60;

export interface ConnectionChoices {
  /** Connections at once. */
  readonly max?: number;
  /** Ends a statement that runs longer; a page must not hold the database. */
  readonly statementTimeoutMs?: number;
  /** Runs on each new connection before anything else does; if it throws, the connection is not used. */
  readonly onConnect?: (client: ClientBase) => Promise<void>;
}

/**
 * Settings of every connection to an office. The search path leads to the office's own schema
 * first, so that SQL without a schema name is right for any office; `public` comes last, only
 * because a managed server may have installed the extensions there.
 *
 * The time zone is UTC whatever the server says: Prisma's adapter reads instants as UTC.
 */
export function connectionOptions(
  url: string,
  schema: string,
  { max = 10, statementTimeoutMs = 0, onConnect }: ConnectionChoices = {},
): PoolConfig {
  const settings = {
    search_path: `"${schema}",${EXTENSION_SCHEMA},public`,
    timezone: "UTC",
    statement_timeout: String(statementTimeoutMs),
    // A machine that lost its power or its line says nothing. Without asking, the server would keep
    // its transaction and its locks for hours.
    tcp_keepalives_idle: String(SILENT_SECONDS),
    tcp_keepalives_interval: "10",
    tcp_keepalives_count: "6",
  };
  return {
    connectionString: url,
    max,
    onConnect,
    connectionTimeoutMillis: 10_000,
    keepAlive: true,
    keepAliveInitialDelayMillis: SILENT_SECONDS * 1000,
    application_name: "tepat",
    options: Object.entries(settings)
      .map(([name, value]) => `-c ${name}=${value}`)
      .join(" "),
  };
}

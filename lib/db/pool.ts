import { Pool } from "pg";
import { type ConnectionChoices, connectionOptions } from "./connection-options";

/**
 * Plain connections to one office, for COPY and for set-based SQL of the worker. End it with `end()`.
 * Whole numbers of 64 bits and decimals come back as text, dates as `Date`, as `pg` does by itself.
 */
export function createPool(url: string, schema: string, choices?: ConnectionChoices): Pool {
  const pool = new Pool(connectionOptions(url, schema, choices));
  // The server ended a connection that nobody was using (a restart, a time limit). The pool drops
  // it and opens another on the next query; without a listener Node would end the process.
  pool.on("error", () => {});
  // The same of a connection that somebody holds: who holds it is told by the next query.
  pool.on("connect", (client) => {
    client.on("error", () => {});
  });
  return pool;
}

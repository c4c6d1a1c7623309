import "server-only";
import type { Logger } from "pino";
import { createLogger } from "./logger";

let web: Logger | undefined;

/** The web server's logger. */
export function log(): Logger {
  web ??= createLogger("web");
  return web;
}

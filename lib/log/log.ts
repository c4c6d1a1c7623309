import "server-only";
import { headers } from "next/headers";
import type { Logger } from "pino";
import { createLogger } from "./logger";

let web: Logger | undefined;

/** The web server's logger. */
export function log(): Logger {
  web ??= createLogger("web");
  return web;
}

/** The same, with the id that this request's answer carries in X-Request-Id. */
export async function requestLog(): Promise<Logger> {
  const requestId = (await headers()).get("x-request-id") ?? "none";
  return log().child({ requestId });
}

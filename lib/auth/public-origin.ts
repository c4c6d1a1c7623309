import { env } from "@/lib/env";

const LOCAL_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** The address people use; the Host header is never believed. */
export function publicUrl(): URL {
  const { TEPAT_URL, PORT } = env();
  return new URL(TEPAT_URL ?? `http://localhost:${PORT}`);
}

/** Whether cookies may be `__Host-` and Secure, and HSTS may be sent. */
export function isHttps(): boolean {
  return publicUrl().protocol === "https:";
}

/**
 * The origins our own pages can have. On this machine `localhost` and `127.0.0.1` are two names of
 * the same server, and people type either.
 */
export function ownOrigins(url: URL = publicUrl()): readonly string[] {
  if (!LOCAL_NAMES.includes(url.hostname)) return [url.origin];
  const port = url.port === "" ? "" : `:${url.port}`;
  return LOCAL_NAMES.map((name) => `${url.protocol}//${name}${port}`);
}

/**
 * Whether a request that changes something came from one of our pages. Browsers send Origin with
 * every POST; one without it is no browser of ours, or has something to hide.
 */
export function isFromOwnPage(
  headers: Pick<Headers, "get">,
  origins: readonly string[] = ownOrigins(),
): boolean {
  const origin = headers.get("origin");
  const site = headers.get("sec-fetch-site");
  return origin !== null && origins.includes(origin) && (site === null || site === "same-origin");
}
